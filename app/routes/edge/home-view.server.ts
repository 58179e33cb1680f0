import type { AppLoadContext } from "@remix-run/node";
import type { DashboardView } from "../../ui/home/dashboard.tsx";
import type { MadeDay } from "../../ui/home/made-chart.tsx";
import type { NeedsView } from "../../ui/home/needs.tsx";
import type { RecipeRate } from "../../ui/home/recipe-rates.tsx";
import type { SampleView } from "../../ui/home/sample-panel.tsx";
import { batchRow } from "./batch-row.server.ts";
import { imageTiles } from "./image-view.server.ts";

type Services = AppLoadContext["services"];

const BATCHES = 5;
const IMAGES = 12;
/** Fewer decisions say nothing about a recipe. */
const ENOUGH_DECIDED = 10;

/** All that Home shows. Every figure comes from a bounded look at an index, however much the shop has. */
export async function homeView(services: Services, shop: string) {
  const [account, batches, latest, used] = await Promise.all([
    services.credits.account(shop), // the first look opens it
    batchesOf(services, shop),
    services.library.list(shop, { limit: IMAGES }),
    services.library.recipesLately(shop),
  ]);
  const steps = {
    chosen: batches.length > 0,
    generated: latest.images.length > 0 || used.length > 0,
    // The figures may be a minute old where another process was told of the decision.
    approved:
      used.some(({ approved }) => approved > 0) ||
      latest.images.some(({ decision }) => decision === "approved"),
  };
  const [images, expiring, needs, sample, dashboard] = await Promise.all([
    imageTiles(services, shop, latest.images),
    services.retention.warnedOf(shop),
    needsOf(services, shop, batches),
    steps.approved ? null : sampleView(services, shop, { isWanted: !steps.generated }),
    steps.approved ? dashboardOf(services, shop, { account, used }) : null,
  ]);
  return { steps, needs, expiring, images, batches: batches.map(batchRow), sample, dashboard };
}

type Known = {
  account: Awaited<ReturnType<Services["credits"]["account"]>>;
  used: Awaited<ReturnType<Services["library"]["recipesLately"]>>;
};

/** What a shop sees that has begun. */
async function dashboardOf(
  services: Services,
  shop: string,
  { account, used }: Known,
): Promise<DashboardView> {
  const [waiting, ready, live, days] = await Promise.all([
    services.library.waitingForReview(shop),
    services.library.readyToPublish(shop),
    services.publishing.countLive(shop),
    daysOf(services, shop),
  ]);
  const { available: credits, chargedInMonth, reserved, monthlyCap } = account;
  return {
    figures: { waiting, ready, live, credits },
    spending: { charged: chargedInMonth, reserved, cap: monthlyCap },
    ...{ days, rates: used.flatMap(rateOf) },
  };
}

/** Those that move come first: however many were made since. */
async function batchesOf({ batches }: Services, shop: string) {
  const [moving, latest] = await Promise.all([
    batches.listMoving(shop, BATCHES),
    batches.list(shop, BATCHES),
  ]);
  const isMoving = new Set(moving.map(({ id }) => id));
  return [...moving, ...latest.filter(({ id }) => !isMoving.has(id))].slice(0, BATCHES);
}

async function needsOf(
  services: Services,
  shop: string,
  batches: Awaited<ReturnType<typeof batchesOf>>,
): Promise<NeedsView> {
  const isRunning = batches.some(({ state }) => state === "running");
  const [failed, publications, parked] = await Promise.all([
    services.batches.latelyFailed(shop),
    services.publishing.toLookAt(shop),
    isRunning ? services.batches.whyParked(shop) : null,
  ]);
  return { failed: failed.map(({ code, count }) => ({ code, count })), publications, parked };
}

async function daysOf(services: Services, shop: string): Promise<MadeDay[]> {
  const [made, live] = await Promise.all([
    services.library.madeByDay(shop),
    services.publishing.liveByDay(shop),
  ]);
  return made.map(({ day, amount }, n) => ({ day, made: amount, published: live[n]?.amount ?? 0 }));
}

function rateOf({
  key,
  recipeName,
  approved,
  rejected,
}: Awaited<ReturnType<Services["library"]["recipesLately"]>>[number]): RecipeRate[] {
  const decided = approved + rejected;
  if (decided < ENOUGH_DECIDED) return [];
  return [{ recipeKey: key, recipeName, share: approved / decided, decided }];
}

/** The free sample; null where there is none to show, and none to be had: or wanted, by who has made images. */
async function sampleView(
  services: Services,
  shop: string,
  { isWanted }: { isWanted: boolean },
): Promise<SampleView | null> {
  const { batchId, isOffered } = await services.batches.sample(shop);
  if (batchId === null) return isOffered && isWanted ? { state: "offered" } : null;
  const [photo] = (await services.batches.triedPhotos(shop, batchId)) ?? [];
  if (!photo) return { state: "coming", batchId, photo: null };
  const { productTitle, photoUrl, image, failureCode, state } = photo;
  const shown = { batchId, photo: { productTitle, photoUrl } };
  if (image && !image.expiredAt) {
    const url = await services.library.signedUrl(shop, image.thumbnailKey);
    const { id, decision, altText } = image;
    return { ...shown, state: "made", image: { id, url, altText, decision } };
  }
  if (state === "queued" || state === "running") return { ...shown, state: "coming" };
  return failureCode ? { ...shown, state: "failed", failureCode } : null;
}
