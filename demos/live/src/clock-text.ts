/** Wall or programme time of day as `22:05:10`, with tenths where asked. */
export function timeOfDay(ms: number, tenths = false): string {
  const text = new Date(ms).toISOString();
  return text.slice(11, tenths ? 21 : 19);
}

/** A length as `11.5 s`. */
export function seconds(ms: number | null): string {
  return ms === null ? 'open' : `${(ms / 1000).toFixed(1)} s`;
}
