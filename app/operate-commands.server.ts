import { ledgerImbalance } from "./credits/imbalance.server.ts";
import { grant, refund, resume, suspend } from "./credits/operator.server.ts";
import type { CreditsConfig } from "./credits/credits-config.ts";
import { liftStop, listStops, stopModel, STOP_REASONS } from "./generation/model-stops.server.ts";
import { operatorStatus } from "./operate-status.server.ts";
import type { Db } from "./platform/db/db.server.ts";

export type Operating = { db: Db; config: CreditsConfig; now: Date };
export type Words = { words: readonly string[]; key?: string };

/** What the operator has to see to: told in its own words, without a stack, and the process fails. */
export class OperatorFailure extends Error {
  override name = "OperatorFailure";
}

type Command = { usage: string; run: (operating: Operating, words: Words) => Promise<string> };

const COMMANDS: Record<string, Command> = {
  grant: { usage: 'grant SHOP CREDITS "WHY" [--key KEY]   once for each KEY', run: grantCredits },
  refund: { usage: 'refund SHOP GENERATION "WHY"           once', run: refundImage },
  suspend: { usage: 'suspend SHOP "WHY"', run: suspendShop },
  resume: { usage: "resume SHOP", run: resumeShop },
  stop: {
    usage: 'stop "WHY"                             no paid call of any shop from now on',
    run: stopCalls,
  },
  go: { usage: `go [${STOP_REASONS.join(" | ")}]   lifts a stop, yours by itself`, run: liftCalls },
  audit: { usage: "audit                                  adds up every ledger: slow", run: auditLedgers },
  status: { usage: "status", run: ({ db, now }) => operatorStatus(db, now) },
};

/** Does what the operator typed, and answers what was done. */
export async function operate(operating: Operating, { words, key }: Words): Promise<string> {
  const [name = "", ...rest] = words;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new OperatorFailure(usage(name));
  return command.run(operating, { words: rest, key });
}

function usage(name: string): string {
  const lines = Object.values(COMMANDS).map((command) => `  npm run operate -- ${command.usage}`);
  return [name === "" ? "What should be done?" : `There is no command ${name}.`, ...lines].join("\n");
}

async function grantCredits(operating: Operating, { words, key }: Words): Promise<string> {
  const [name, amount, why] = exactly(words, ["SHOP", "CREDITS", "WHY"]);
  const shop = await shopNamed(operating.db, name);
  const credits = wholeNumber(amount);
  const isNew = await grant(operating.db, shop, { ...operating, credits, why, key });
  return isNew
    ? `Granted ${credits} credits to ${shop}.`
    : `Nothing done: ${shop} has the grant ${key} already.`;
}

async function refundImage({ db, now }: Operating, { words }: Words): Promise<string> {
  const [name, generation, why] = exactly(words, ["SHOP", "GENERATION", "WHY"]);
  const shop = await shopNamed(db, name);
  const refunded = await refund(db, shop, generation, { why, now });
  if (!refunded) throw new OperatorFailure(`${shop} was never charged for a generation ${generation}.`);
  return refunded.isNew
    ? `Refunded ${refunded.credits} credits to ${shop} for ${generation}.`
    : `Nothing done: ${generation} was refunded before.`;
}

async function suspendShop({ db, now }: Operating, { words }: Words): Promise<string> {
  const [name, why] = exactly(words, ["SHOP", "WHY"]);
  const shop = await shopNamed(db, name);
  const isNew = await suspend(db, shop, { why, now });
  return isNew
    ? `Suspended ${shop}: nothing starts or goes on.`
    : `Nothing done: ${shop} is suspended already.`;
}

async function resumeShop({ db }: Operating, { words }: Words): Promise<string> {
  const [name] = exactly(words, ["SHOP"]);
  const shop = await shopNamed(db, name);
  return (await resume(db, shop)) ? `${shop} may work again.` : `Nothing done: ${shop} is not suspended.`;
}

async function stopCalls({ db, now }: Operating, { words }: Words): Promise<string> {
  const [why] = exactly(words, ["WHY"]);
  const isNew = await stopModel(db, { reason: "operator", until: null, note: why, now });
  return isNew ? "Stopped: no paid call is made until `go`." : "Stopped before; the reason is the new one.";
}

async function liftCalls({ db, now }: Operating, { words }: Words): Promise<string> {
  const [word = "operator", ...more] = words;
  // What stands is lifted, whatever it is called: a newer version may have reasons of its own.
  const known: string[] = [...STOP_REASONS, ...(await listStops(db, now)).map((stop) => stop.reason)];
  const reason = known.find((each) => each === word);
  if (!reason || more.length > 0) throw new OperatorFailure(`Stops are: ${STOP_REASONS.join(", ")}.`);
  const lifted = await liftStop(db, now, reason);
  const left = (await listStops(db, now)).map((stop) => stop.reason);
  const done = lifted.length > 0 ? `Lifted ${reason}.` : `Nothing done: ${reason} does not stand.`;
  return left.length > 0 ? `${done} Still stopped by: ${left.join(", ")}.` : done;
}

async function auditLedgers({ db }: Operating): Promise<string> {
  const shops = await ledgerImbalance(db);
  if (shops > 0) throw new OperatorFailure(`The books DO NOT ADD UP for ${shops} shop(s).`);
  return "All books add up.";
}

function exactly<const N extends readonly string[]>(
  words: readonly string[],
  names: N,
): { [I in keyof N]: string } {
  const isRight = words.length === names.length && words.every((word) => word.trim() !== "");
  if (!isRight)
    throw new OperatorFailure(`Expected: ${names.join(" ")} (a reason of several words in quotes).`);
  return words as unknown as { [I in keyof N]: string };
}

const MOST = 100_000_000;

function wholeNumber(text: string): number {
  const amount = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (amount < 1 || amount > MOST)
    throw new OperatorFailure(`CREDITS is a whole number from 1 to ${MOST}, not ${text}.`);
  return amount;
}

async function shopNamed(db: Db, name: string): Promise<string> {
  const shop = name.includes(".") ? name : `${name}.myshopify.com`;
  const found = await db.shop.findUnique({ where: { shop }, select: { shop: true } });
  if (!found) throw new OperatorFailure(`There is no shop ${shop}.`);
  return shop;
}
