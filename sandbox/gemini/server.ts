import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json, text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { Behaviour, takeFault, type BehaviourSettings, type Fault } from "./behaviour.ts";
import { fastAnswer, tailOf } from "./fast.ts";
import { emptyAnswerFor, refusalFor } from "./failures.ts";
import { googleError, invalidArgument, unknownModel, wrongKey, type GoogleError } from "./google-error.ts";
import { models, type Model } from "./models.ts";
import { Quota, type Calls } from "./quota.ts";
import { pictureAnswer } from "./render.ts";
import { promptOf, readRequest, type GenerateContentRequest } from "./wire.ts";

export interface GeminiOptions extends Pick<BehaviourSettings, "latencyMs" | "quota"> {
  port?: number;
  /** The one key that is right. Without it every key is. */
  apiKey?: string;
}

export interface LocalGemini {
  origin: string;
  setBehaviour(behaviour: BehaviourSettings): void;
  calls(): Calls;
  stop(): Promise<void>;
}

interface State {
  apiKey: string | undefined;
  usual: BehaviourSettings;
  behaviour: Behaviour;
  quota: Quota;
}

/** A Gemini on 127.0.0.1: the wire format of generateContent, its failures on demand, pictures drawn locally. */
export async function startGemini({
  port = 0,
  apiKey,
  latencyMs,
  quota,
}: GeminiOptions = {}): Promise<LocalGemini> {
  const usual = { ...(latencyMs === undefined ? {} : { latencyMs }), ...(quota ? { quota } : {}) };
  const state: State = { apiKey, usual, behaviour: Behaviour.parse(usual), quota: new Quota() };
  const server = createServer((request, response) => {
    answer(state, request, response).catch((error: Error) => response.destroy(error));
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setBehaviour: (settings) => void (state.behaviour = Behaviour.parse({ ...usual, ...settings })),
    calls: () => structuredClone(state.quota.calls),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function answer(state: State, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(`http://localhost${incoming.url}`);
  if (url.pathname.startsWith("/sandbox/")) return control(state, url.pathname, incoming, response);
  const call = /^\/(v1|v1beta)\/models\/([^/:]+):generateContent$/.exec(url.pathname);
  if (!call || incoming.method !== "POST")
    return void send(response, googleError(404, "NOT_FOUND", "Not Found"));

  const startedAt = performance.now();
  state.quota.begin();
  const key = incoming.headers["x-goog-api-key"] ?? url.searchParams.get("key");
  const outcome = await generate(
    state,
    { version: call[1] ?? "", model: call[2] ?? "", key },
    incoming,
    response,
  );
  const known = response.destroyed && outcome === "ok" ? "abandoned" : outcome;
  state.quota.end(known, performance.now() - startedAt);
}

interface Call {
  version: string;
  model: string;
  key: string | string[] | null;
}

async function generate(
  state: State,
  call: Call,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<string> {
  const early = state.behaviour.fast ? { fault: faultOf(state, "") } : undefined;
  if (early && !needsPhoto(early.fault)) return answerFast(state, call, early.fault, incoming, response);
  const body = await text(incoming);
  const accepted = acceptedCall(state, call, body);
  if ("error" in accepted) {
    send(response, accepted);
    return "invalid";
  }
  const { request, model } = accepted;
  state.quota.keep(request.store);
  const { fault } = early ?? { fault: faultOf(state, promptOf(request)) };
  const refusal = fault && refusalFor(fault, { model: model.name, key: String(call.key) });
  const wrong = refusal
    ? send(response, refusal) // refusals are quick, whatever the latency
    : await act(state.behaviour, request, model, fault, response);
  return wrong ? "invalid" : (fault?.fail ?? "ok");
}

function faultOf({ quota, behaviour }: State, prompt: string): Fault | undefined {
  return quota.excess(behaviour, Date.now()) ?? takeFault(behaviour, prompt);
}

/** Whether the answer to such a fault is made from what was asked: all but those of HTTP and of the line. */
function needsPhoto(fault: Fault | undefined): boolean {
  return fault !== undefined && !/^(\d|hang|cut_socket)/.test(fault.fail);
}

/** Believes the request, whose body is not even kept, and gives a picture that was drawn before. */
async function answerFast(
  { behaviour, quota }: State,
  call: Call,
  fault: Fault | undefined,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<string> {
  const tail = await tailOf(incoming);
  quota.keep(!tail.includes('"store":false'));
  const model = models.find(({ name }) => name === call.model) ?? models[0];
  const refusal = fault && refusalFor(fault, { model: call.model, key: String(call.key) });
  if (refusal) send(response, refusal);
  else if (fault?.fail === "hang") await once(response, "close");
  else {
    const [answer] = await Promise.all([
      fastAnswer(tail, model, behaviour.mimeType),
      sleep(behaviour.latencyMs ?? 0),
    ]);
    if (fault?.fail === "cut_socket") cut(response, answer.toString("latin1", 0, 100));
    else response.writeHead(200, { "content-type": "application/json; charset=UTF-8" }).end(answer);
  }
  return fault?.fail ?? "ok";
}

function acceptedCall({ apiKey }: State, call: Call, body: string) {
  if (!call.key) return googleError(403, "PERMISSION_DENIED", "Method doesn't allow unregistered callers.");
  if (apiKey && call.key !== apiKey) return wrongKey();
  const model = models.find(({ name }) => name === call.model);
  if (!model) return unknownModel(call.model, call.version);
  const request = readRequest(body, model);
  return "error" in request ? request : { request, model };
}

/** Answers, and tells whether the picture of the request turned out to be none. */
async function act(
  behaviour: Behaviour,
  request: GenerateContentRequest,
  model: Model,
  fault: Fault | undefined,
  response: ServerResponse,
): Promise<boolean> {
  if (fault?.fail === "hang") return once(response, "close").then(() => false);
  await sleep(behaviour.latencyMs ?? 0);
  if (fault?.fail === "cut_socket") return cut(response, `{"candidates": [{"content": {"par`);
  const empty = fault && emptyAnswerFor(fault, model.name, promptOf(request));
  if (empty) return send(response, empty);

  const answer = await pictureAnswer(request, model, behaviour, fault).catch((error: Error) =>
    invalidArgument(`Unable to process input image. ${error.message}`),
  );
  if (fault?.fail !== "truncated_json") return send(response, answer);
  const whole = JSON.stringify(answer);
  response.writeHead(200, { "content-type": "application/json" }).end(whole.slice(0, whole.length >> 1));
  return false;
}

/** Promises more than it sends, then drops the line. */
function cut(response: ServerResponse, start: string): boolean {
  response.writeHead(200, { "content-type": "application/json", "content-length": 100_000 });
  response.write(start, () => response.destroy());
  return false;
}

/** Whether what was sent is an error of the asker. */
function send(response: ServerResponse, body: object | GoogleError): boolean {
  const status = "error" in body ? body.error.code : 200;
  sendJson(response, status, body);
  return status === 400;
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=UTF-8" }).end(JSON.stringify(body));
}

async function control(
  state: State,
  path: string,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (path === "/sandbox/calls" && incoming.method === "GET")
    return sendJson(response, 200, state.quota.calls);
  if (path !== "/sandbox/behaviour" || incoming.method !== "POST")
    return sendJson(response, 404, { error: "not found" });
  const settings = Behaviour.safeParse(await json(incoming).catch(() => undefined));
  if (!settings.success) return sendJson(response, 400, { error: settings.error.issues });
  state.behaviour = { ...Behaviour.parse(state.usual), ...settings.data };
  sendJson(response, 200, state.behaviour);
}
