/** Points a side: 25 of them are enough to know half from less. */
const POINTS = 5;
const OPAQUE = 0.5;

/**
 * Which share of the points of a picture, of those that lie in the window, nothing covers. What the session draws itself stands in
 * front of ads by right, and so does an ad's own element.
 */
export function seenShare(video: HTMLVideoElement): number {
  const { left, top, width, height } = video.getBoundingClientRect();
  const page = video.ownerDocument;
  // Chromium has it since 43; where it is missing nothing is known to be in front.
  if (typeof page.elementsFromPoint !== 'function') return 1;
  let inside = 0;
  let seen = 0;
  for (let n = 0; n < POINTS * POINTS; n++) {
    const x = left + (width * ((n % POINTS) + 0.5)) / POINTS;
    const y = top + (height * (Math.floor(n / POINTS) + 0.5)) / POINTS;
    const stack = page.elementsFromPoint(x, y);
    if (stack.length === 0) continue; // outside of the window: the observer counts that
    inside++;
    const at = stack.findIndex((element) => element === video || element.contains(video));
    const above = at < 0 ? stack : stack.slice(0, at);
    if (!above.some((element) => covers(element, video))) seen++;
  }
  return inside === 0 ? 0 : seen / inside;
}

function covers(element: Element, video: HTMLVideoElement): boolean {
  const isAd = element.tagName === 'VIDEO' && element.parentElement === video.parentElement;
  if (isAd || element.closest('[data-cutaway]')) return false;
  const style = getComputedStyle(element);
  if (Number(style.opacity) < OPAQUE) return false;
  return (
    /^(IMG|VIDEO|CANVAS|IFRAME)$/.test(element.tagName) ||
    style.backgroundImage !== 'none' ||
    alphaOf(style.backgroundColor) >= OPAQUE
  );
}

/** `rgb(…)` is opaque, `rgba(…, alpha)` says how far. */
function alphaOf(color: string): number {
  const alpha = /^rgba\(.*[,/]\s*([\d.]+)\)$/.exec(color)?.[1];
  return alpha === undefined ? 1 : Number(alpha);
}
