/** So often each product that Packshot's images are on is read again, to see whether they are there still. */
export const LOOK_DAYS = 7;
