/** Loaded into a worker with `--import`: its clock jumps ahead and back again, as that of a badly kept machine does. */
const JUMPS_MS = [0, 90_000, -45_000, 0, 600_000, -5_000];
const JUMP_EVERY_MS = 5_000;

const now = Date.now.bind(Date);
const begun = now();
const offset = () => JUMPS_MS[Math.floor((now() - begun) / JUMP_EVERY_MS) % JUMPS_MS.length] ?? 0;

Date.now = () => now() + offset();
globalThis.Date = new Proxy(Date, {
  construct: (target, args: unknown[], newTarget) =>
    Reflect.construct(target, args.length > 0 ? args : [Date.now()], newTarget) as Date,
});
