/** Does to each what takes time, some at once, and yields the outcomes in their order: no more of them are held than that. */
export async function* inOrder<T, R>(
  items: AsyncIterable<T>,
  atOnce: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const begun: Promise<PromiseSettledResult<R>>[] = [];
  for await (const item of items) {
    begun.push(settled(work(item)));
    if (begun.length >= atOnce) yield await next(begun);
  }
  while (begun.length > 0) yield await next(begun);
}

/** Those behind one that fails are not waited for, and may fail unheard. */
async function settled<R>(work: Promise<R>): Promise<PromiseSettledResult<R>> {
  const [result] = await Promise.allSettled([work]);
  return result;
}

async function next<R>(begun: Promise<PromiseSettledResult<R>>[]): Promise<R> {
  const result = await begun.shift();
  if (result?.status === "fulfilled") return result.value;
  throw result?.reason;
}
