import { expect, test } from "vitest";
import type { LibraryImage } from "../../library/image-store.server.ts";
import type { AuditEntry } from "../../privacy/audit-log.server.ts";
import { imageHistory } from "./image-history.server.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute));

const image = {
  ...{ createdAt: at(0), decision: "approved", decidedAt: at(5), decidedByName: "Bob", expiredAt: null },
} as LibraryImage;

const entry = (action: string, minute: number): AuditEntry => ({
  ...{ id: `${action}-${minute}`, at: at(minute), personId: "7", personName: "Ada", action },
  ...{ subject: "image", subjectId: "i", details: {} },
});

const publication = {
  ...{ id: "p", state: "restored", personName: "Ada", createdAt: at(6), liveAt: at(7) },
  ...{ restoredAt: at(9), restoredByName: "Cleo" },
};

const told = (known: Partial<Parameters<typeof imageHistory>[0]>) =>
  imageHistory({ image, maker: "Ada", publications: [], entries: [], ...known }).map(
    ({ what, who }) => `${what} ${who}`,
  );

test("tells everything in its order, the newest first", () => {
  const entries = [entry("alt_text_changed", 8), entry("images_rejected", 3)];
  expect(told({ publications: [publication], entries })).toEqual([
    ...["restored Cleo", "altTextChanged Ada", "live ", "publishingAsked Ada", "approved Bob"],
    ...["rejected Ada", "made Ada"],
  ]);
});

test("a decision that the log tells of is told once, one of many at once by the image itself", () => {
  expect(told({ entries: [entry("images_approved", 5)] })).toEqual(["approved Ada", "made Ada"]);
  expect(told({ entries: [entry("images_approved", 2)] })).toEqual([
    ...["approved Bob", "approved Ada", "made Ada"],
  ]);
  expect(told({ image: { ...image, decision: "undecided" } })).toEqual(["made Ada"]);
});

test("says that it expired, and nothing of acts that it does not know", () => {
  const expired = { ...image, expiredAt: at(30) };
  expect(told({ image: expired, entries: [entry("something_new", 20)] })[0]).toBe("expired ");
});
