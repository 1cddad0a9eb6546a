/** Sentences that are remembered: what differs each time is told each time, and must not fill the memory. */
const MOST = 200;

/** Tells a sentence, and the same one again only after `everyMs`: a store that is away fails for each event that it should take. */
export function tellSeldom(
  tell: (text: string) => void,
  { nowMs, everyMs = 60_000 }: { readonly nowMs: () => number; readonly everyMs?: number },
): (text: string) => void {
  const toldAtMs = new Map<string, number>();
  return (text) => {
    const now = nowMs();
    if (now - (toldAtMs.get(text) ?? -Infinity) < everyMs) return;
    if (toldAtMs.size >= MOST) toldAtMs.clear();
    toldAtMs.set(text, now);
    tell(text);
  };
}
