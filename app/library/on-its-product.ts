/** A publication in one of these is under way or stands. */
export const ON_ITS_PRODUCT = ["pending", "uploading", "processing", "live", "unclear"];
