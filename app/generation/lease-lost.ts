/** The lease went to somebody else between two steps, or the work was cancelled: what we have is not wanted. */
export class LeaseLost extends Error {
  override name = "LeaseLost";
}
