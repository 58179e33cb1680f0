import { z } from "zod";
import { DECISIONS, MOST_DECISIONS } from "../library/decision.ts";
import { embeddedAction } from "./edge/embedded.server.ts";
import { Id, jsonOf, readForm } from "./edge/input.server.ts";

const WEEK_MS = 604_800_000;

const Decision = z.object({
  imageId: Id,
  decision: z.enum(DECISIONS),
  before: z.enum(DECISIONS),
  ago: z.number().int().min(0).max(WEEK_MS).catch(0),
});

const DecisionsForm = z.object({ decisions: jsonOf(z.array(Decision).min(1).max(MOST_DECISIONS)) });

/** Decisions that a page has made already: what became of each. The same may be sent again, until an answer comes. */
export const action = embeddedAction(async ({ request, shop, person, services }) => {
  const { decisions } = await readForm(request, DecisionsForm);
  return { answers: await services.library.decide(shop, person, decisions) };
});
