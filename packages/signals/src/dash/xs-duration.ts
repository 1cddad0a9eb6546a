/** xs:duration: `-PnYnMnDTnHnMn.nS`; at least one part. Years and months, which have no length, count 365 and 30 days. */
const DURATION = /^(-?)P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d*)?)S)?)?$/;
const DAY_SECONDS = 86_400;
const PART_SECONDS = [365 * DAY_SECONDS, 30 * DAY_SECONDS, DAY_SECONDS, 3600, 60, 1];

/** Milliseconds of an xs:duration, as MPDs write times; null where it is none. */
export function parseXsDuration(text: string | undefined): number | null {
  const match = DURATION.exec(text ?? '');
  if (!match) return null;
  const seconds = PART_SECONDS.reduce((sum, each, i) => sum + each * Number(match[i + 2] ?? 0), 0);
  return (match[1] ? -1000 : 1000) * seconds;
}
