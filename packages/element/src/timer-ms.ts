/** The longest time of a timer in browsers: 31 bits, some 25 days. */
const LONGEST_MS = 0x7fffffff;

/** How long a timer is to wait, in milliseconds, where it may be `Infinity`: browsers end one of more than 31 bits at once. */
export const timerMs = (ms: number): number => Math.min(ms, LONGEST_MS);
