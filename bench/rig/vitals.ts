export type Vitals = {
  lcp: number;
  lcpElement: string;
  cls: number;
  events: { name: string; id: number; duration: number }[];
};

/**
 * Runs in every frame before its own scripts. As https://web.dev/articles/vitals counts: the largest paint before the
 * first input, the worst window of layout shifts that no input caused, and how long each interaction took to be painted.
 */
export function watchVitals(): void {
  const vitals: Vitals = { lcp: 0, lcpElement: "", cls: 0, events: [] };
  Object.assign(window, { vitals });
  const watch = <T extends PerformanceEntry>(type: string, see: (entry: T) => void, more = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => see(entry as T))).observe({
      type,
      buffered: true,
      ...more,
    });

  type Paint = PerformanceEntry & { element?: Element; size: number };
  watch<Paint>("largest-contentful-paint", ({ startTime, element, size }) => {
    vitals.lcp = startTime;
    vitals.lcpElement = `${element?.tagName} ${element?.className} ${element?.textContent?.slice(0, 40)} ${size}`;
  });

  type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean };
  let [windowFrom, windowTo, sum] = [0, 0, 0];
  watch<Shift>("layout-shift", ({ startTime, value, hadRecentInput }) => {
    if (hadRecentInput) return;
    const isSame = startTime - windowTo < 1_000 && startTime - windowFrom < 5_000;
    if (!isSame) [windowFrom, sum] = [startTime, 0];
    [windowTo, sum] = [startTime, sum + value];
    vitals.cls = Math.max(vitals.cls, sum);
  });

  type Interaction = PerformanceEventTiming & { interactionId: number };
  const note = ({ name, interactionId: id, duration }: Interaction) => {
    if (id > 0) vitals.events.push({ name, id, duration });
  };
  watch<Interaction>("event", note, { durationThreshold: 16 });
}
