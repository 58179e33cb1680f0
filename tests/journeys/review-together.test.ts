import { describe, expect, it } from "vitest";
import { eventually } from "../eventually.ts";
import { merchant } from "../merchant.ts";
import { reviewScene } from "./review-scene.ts";

const WAITING = 12;
const { stack, page, app, open, tiles, sees, press, openGrid, counts, stand } = reviewScene(WAITING);

describe("decisions while the connection is lost", () => {
  it("are kept, said to be unsaved, still there after a reload, and saved when it is back", async () => {
    await openGrid();
    await page().route(/\/app\/review\/decisions/, (route) => route.abort());
    await press("p", "p", "p");
    await sees("3 decisions not saved yet");
    const asked: string[] = [];
    page().on("dialog", (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await open("/review");
    expect(asked).toEqual(["beforeunload"]);
    await sees("3 decisions not saved yet");
    expect(await counts()).toEqual({ undecided: WAITING });
    await page().unroute(/\/app\/review\/decisions/);
    await stand({ approved: 3 });
    await app().getByText("not saved yet").waitFor({ state: "detached" });
  });

  it("go back with the reason where the server refuses them", async () => {
    await openGrid();
    const image = await stack().database.db.image.findFirstOrThrow({ orderBy: { id: "desc" } });
    await stack().database.db.image.updateMany({ where: { id: image.id }, data: { expiredAt: new Date() } });
    await press("p");
    await sees(/: The image's file has expired/);
    await eventually(
      () => tiles().count(),
      (many) => many === WAITING,
    );
    await stack().database.db.image.updateMany({ where: { id: image.id }, data: { expiredAt: null } });
  });
});

describe("two people", () => {
  const jo = () => merchant(stack(), undefined, "photographer");
  const newest = () => stack().database.db.image.findFirstOrThrow({ orderBy: { id: "desc" } });

  it("see what the other decides", async () => {
    await openGrid();
    await page().keyboard.press("ArrowRight");
    await jo().decide((await newest()).id, "approved");
    await eventually(
      () => tiles().count(),
      (many) => many === WAITING - 1,
    );
  });

  it("hear of it when both decided, and choose", async () => {
    await page().route(/\/app\/review\/changes/, (route) => route.abort());
    await openGrid();
    const { id } = await newest();
    await jo().decide(id, "approved");
    await press("a", "a", "Enter", "x");
    await sees(/had decided about “.+” meanwhile: Approved. Yours is the later one and stands: Rejected./);
    const decision = async () => (await newest()).decision;
    await eventually(decision, (stands) => stands === "rejected");
    await app()
      .getByRole("button", { name: /^Take .+: Approved$/ })
      .click();
    await eventually(decision, (stands) => stands === "approved");
  });
});
