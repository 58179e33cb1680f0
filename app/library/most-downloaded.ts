/** Images in one ZIP that is made while one waits. Whoever wants more has the export, which is made behind. */
export const MOST_DOWNLOADED = 200;
