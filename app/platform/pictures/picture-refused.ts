/** A picture that is not decoded. Whose it is decides what is told to whom, so rooms make a PackshotError of it. */
export class PictureRefused extends Error {
  override name = "PictureRefused";
  readonly isTooLarge: boolean;
  readonly data: Record<string, unknown>;

  constructor(
    reason: string,
    data: Record<string, unknown> & { isTooLarge?: boolean } = {},
    options?: ErrorOptions,
  ) {
    super(reason, options);
    const { isTooLarge = false, ...rest } = data;
    this.isTooLarge = isTooLarge;
    this.data = { reason, ...rest };
  }
}
