/** Whole seconds as `m:ss`. Written by hand because padStart is missing on Chromium 53. */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  const rest = whole % 60;
  return `${(whole - rest) / 60}:${rest < 10 ? '0' : ''}${rest}`;
}
