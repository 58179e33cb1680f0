import type { DecisionAnswer, SentDecision } from "../../library/decision.ts";
import { failureIn } from "../../ui/frame/failure.ts";
import type { Answers, Sent } from "../../ui/review/decision-queue.ts";

/** Too much at once, an outage, no connection: they are sent again. */
const passes = (status: number) => status === 429 || status >= 500;

/** Fetched, and not submitted by the page: what is under way goes on when the person goes to another page. */
export async function sendDecisions(formToken: string, decisions: readonly SentDecision[]): Promise<Sent> {
  const body = new URLSearchParams({ decisions: JSON.stringify(decisions), formToken });
  try {
    const response = await fetch("/app/review/decisions", { method: "POST", body });
    if (passes(response.status)) return null;
    const answer: unknown = await response.json();
    const refused = failureIn(answer);
    if (refused) return { refused };
    return response.ok && hasAnswers(answer) ? answer : null;
  } catch {
    return null; // no answer, or one that is not ours
  }
}

function hasAnswers(answer: unknown): answer is { answers: Answers } {
  return typeof answer === "object" && answer !== null && "answers" in answer && isList(answer.answers);
}

function isList(answers: unknown): answers is DecisionAnswer[] {
  return Array.isArray(answers);
}
