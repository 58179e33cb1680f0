import { expect, test } from "vitest";
import { findOurMedia, type Intent, type OurMedia, type ProductMedia } from "./find-our-media.ts";

const attachingAt = new Date("2026-11-20T10:00:00Z");
const fileName = "mug-flat-lay-0f9d3c1e.jpg";
const intent: Intent = {
  beforeIds: ["1", "2"],
  otherIds: new Set(["3"]),
  fileName,
  altText: "Blue mug on marble",
  attachingAt,
};
const cdn = (name: string) => `https://cdn.shopify.com/s/files/1/${name}?v=1`;

function media(id: string, fields: Partial<ProductMedia> = {}): ProductMedia {
  return {
    id,
    gid: `gid://shopify/MediaImage/${id}`,
    isImage: true,
    alt: intent.altText,
    status: "READY",
    createdAt: new Date("2026-11-20T10:00:02Z"),
    address: cdn(fileName),
    ...fields,
  };
}
function findOne(wanted: Intent, there: ProductMedia[]): OurMedia | undefined {
  return findOurMedia([wanted], there)[0];
}
const inWork = { status: "PROCESSING", address: null } as const;
const failed = { status: "FAILED", address: null } as const;
const theirs = { address: cdn("mug.jpg") };

test("nothing new: absent", () => {
  expect(findOne(intent, [media("1"), media("2")])).toEqual({ kind: "absent" });
});

test("ready and named as ours: found, under Shopify's suffix and an alt text edited meanwhile too", () => {
  expect(findOne(intent, [media("1"), media("9")])).toEqual({ kind: "found", id: "9" });
  const address = cdn("mug-flat-lay-0f9d3c1e_7c2b.jpg");
  expect(findOne(intent, [media("9", { address, alt: "edited" })])).toEqual({ kind: "found", id: "9" });
});

test.each([
  ["was there before", media("2")],
  ["belongs to another publication", media("3")],
  ["is no image", media("9", { isImage: false, createdAt: null })],
  ["is older than the attempt", media("9", { createdAt: new Date("2026-11-20T09:50:00Z") })],
  ["has another alt text and another name", media("9", { alt: "Blue mug", ...theirs })],
  ["has another alt text and no name yet", media("9", { alt: "Blue mug", ...inWork })],
])("what %s is not ours", (_what, one) => {
  expect(findOne(intent, [one])).toEqual({ kind: "absent" });
});

test("a clock that differs a little does not hide ours", () => {
  const createdAt = new Date("2026-11-20T09:59:30Z");
  expect(findOne(intent, [media("9", { createdAt })])).toEqual({ kind: "found", id: "9" });
});

test("still in work: its name has to be waited for", () => {
  expect(findOne(intent, [media("9", inWork)])).toEqual({ kind: "not_yet", ids: ["9"] });
});

test("somebody else adds media with the same alt text: the name decides, at once or later", () => {
  expect(findOne(intent, [media("8", theirs), media("9")])).toEqual({ kind: "found", id: "9" });
  expect(findOne(intent, [media("8", inWork), media("9")])).toEqual({ kind: "found", id: "9" });
  expect(findOne(intent, [media("8", theirs), media("9", inWork)])).toEqual({
    kind: "not_yet",
    ids: ["9"],
  });
  expect(findOne(intent, [media("8", inWork), media("9", inWork)])).toMatchObject({ kind: "not_yet" });
});

test("failed media never get a name: one alone is ours, of two nobody knows", () => {
  expect(findOne(intent, [media("9", failed)])).toEqual({ kind: "found", id: "9" });
  expect(findOne(intent, [media("8", failed), media("9", failed)])).toEqual({ kind: "unclear" });
  expect(findOne(intent, [media("8", theirs), media("9", failed)])).toEqual({ kind: "unclear" });
});

test("our alt text under another name: unclear", () => {
  expect(findOne(intent, [media("8", theirs)])).toEqual({ kind: "unclear" });
});

test("our name twice: unclear", () => {
  expect(findOne(intent, [media("8"), media("9")])).toEqual({ kind: "unclear" });
});

test("without an alt text of ours, other media without one are no reason for doubt", () => {
  const bare = { ...intent, altText: "" };
  expect(findOne(bare, [media("8", { alt: "", ...theirs })])).toEqual({ kind: "absent" });
  expect(findOne(bare, [media("8", { alt: "", ...inWork })])).toEqual({ kind: "not_yet", ids: ["8"] });
});

test("several of one update under the same alt text: each is told by its name", () => {
  const other = { ...intent, fileName: "mug-flat-lay-7a7a7a7a.jpg" };
  const address = cdn(other.fileName);
  const found = (...ids: string[]) => ids.map((id) => ({ kind: "found", id }));
  expect(findOurMedia([intent, other], [media("8", { address }), media("9")])).toEqual(found("9", "8"));
  expect(findOurMedia([intent, other], [media("8", inWork), media("9")])).toEqual([
    { kind: "found", id: "9" },
    { kind: "not_yet", ids: ["8"] },
  ]);
  expect(findOurMedia([intent, other], [media("8", failed), media("9")])).toEqual(found("9", "8"));
  expect(findOurMedia([intent, other], [media("8", failed), media("9", failed)])).toEqual(found("8", "9"));
  const three = [media("7", failed), media("8", failed), media("9", failed)];
  expect(findOurMedia([intent, other], three)).toEqual([{ kind: "unclear" }, { kind: "unclear" }]);
  expect(findOurMedia([intent, other], [media("9")])).toEqual([...found("9"), { kind: "absent" }]);
});
