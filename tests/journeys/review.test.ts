import type { FrameLocator } from "playwright-core";
import { describe, expect, it } from "vitest";
import { DESKTOP, PHONE } from "../browser.ts";
import { eventually } from "../eventually.ts";
import { reviewScene } from "./review-scene.ts";

const WAITING = 12;
const { stack, page, app, open, tiles, sees, press, openGrid, counts, stand } = reviewScene(WAITING);

/** Goes on with Tab until this has the focus. */
async function tabTo(name: string | RegExp): Promise<void> {
  const wanted = app().getByRole("button", { name }).or(app().getByRole("link", { name })).first();
  await wanted.waitFor();
  for (let stops = 0; stops < 60; stops += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page().keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${String(name)}`);
}

describe("keys", () => {
  it("says which keys there are, and takes none while a person types", async () => {
    await openGrid();
    await press("?");
    await sees("Review by keyboard");
    await press("p", "Escape");
    await app().getByLabel("Search by product").fill("p");
    await press("x", "u");
    await openGrid();
    expect(await counts()).toEqual({ undecided: WAITING });
  });

  it("undoes the latest act, a mark as well as a decision", async () => {
    await openGrid();
    await press("p", "x");
    await sees("11 images to review, 1 marked");
    await press("u");
    await sees("11 images to review");
    expect(
      await app()
        .getByText(/1 marked$/)
        .count(),
    ).toBe(0);
    await app().getByRole("button", { name: "Undo" }).click();
    await stand({ undecided: WAITING });
  });

  it("undoes what was decided on the page before", async () => {
    await openGrid();
    await press("p");
    await stand({ approved: 1 });
    await open("/review?show=rejected");
    await sees("No images here");
    await tabTo("Rejected");
    await press("u");
    await stand({ undecided: WAITING });
  });
});

it("all that match are decided at once, and undone", async () => {
  await openGrid();
  await press("a");
  await app().getByRole("button", { name: "Choose all 12 that match" }).click();
  await press("p");
  await stand({ approved: WAITING });
  await sees("Approved 12 images");
  await app().getByRole("button", { name: "Undo" }).first().click();
  await stand({ undecided: WAITING });
});

it("who takes one out of all that match decides about the others alone", async () => {
  await openGrid();
  await press("a");
  await app().getByRole("button", { name: "Choose all 12 that match" }).click();
  await press("a", "p");
  await stand({ approved: WAITING - 1, undecided: 1 });
});

it("on a phone a finger swipes to decide", async () => {
  await page().setViewportSize(PHONE);
  await openGrid();
  await tiles().first().click();
  const picture = app().locator("[data-frame]").last();
  await picture.waitFor();
  await swipe(picture, 160);
  await stand({ approved: 1 });
  await swipe(picture, -160);
  await stand({ approved: 1, rejected: 1 });
  await page().setViewportSize(DESKTOP);
});

/** The last: what is on its product is decided no more. */
it(
  "a review by keyboard alone goes from the first pass through the second to the images on their products",
  { timeout: 120_000 },
  async () => {
    await openGrid();
    await sees("First pass: mark what is obviously wrong");
    await press("ArrowRight", "x", "x", "ArrowDown", "x");
    await sees("12 images to review, 3 marked");
    expect(await counts()).toEqual({ undecided: WAITING });
    await tabTo("Reject 3, compare the rest");
    await press("Enter");
    await sees(/^Second pass: compare side by side. 9 images to review/);
    await stand({ rejected: 3, undecided: 9 });

    await press("p", "x", "u", "p");
    await sees(/7 images to review/);
    await stand({ approved: 2, rejected: 3, undecided: 7 });
    await press("Space");
    await app().getByRole("slider").waitFor();
    await press("z", "z", "+", "-", "Space");
    expect(await app().getByRole("slider").count()).toBe(0);
    await press("e");
    await eventually(
      () =>
        app()
          .locator(":focus")
          .evaluate((element) => element.tagName),
      (name) => name === "INPUT",
    );
    await press("End", "p", "x");
    await tabTo("Save");
    await press("Enter");
    await eventually(
      () => stack().database.db.image.count({ where: { altText: { endsWith: "px" } } }),
      (changed) => changed === 1,
    );
    await press("Escape");
    await tiles().first().waitFor();
    expect(await tiles().count()).toBe(7);

    await press("a", "Shift+ArrowRight", "Shift+ArrowRight");
    await sees("3 images chosen");
    await press("p", "Enter", "x", "x", "x", "x");
    await stand({ approved: 5, rejected: 7 });
    await tabTo("Publish 5 approved");
    await press("Enter");
    await sees("Nothing has been written yet.");
    await tabTo("Publish 5 images");
    await press("Enter");
    await sees("Live");
  },
);

async function swipe(on: ReturnType<FrameLocator["locator"]>, far: number): Promise<void> {
  const box = await on.boundingBox();
  if (!box) throw new Error("there is nothing to swipe on");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const session = await page().context().newCDPSession(page());
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", at: number) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: type === "touchEnd" ? [] : [{ x: at, y }],
    });
  await touch("touchStart", x);
  for (let step = 1; step <= 8; step += 1) await touch("touchMove", x + (far * step) / 8);
  await touch("touchEnd", x + far);
}
