import { readTag } from './tags.js';

const LOW_LATENCY = /^EXT-X-(PART|PART-INF|PRELOAD-HINT|RENDITION-REPORT|SKIP)$/;
const SERVER_CONTROL = 'EXT-X-SERVER-CONTROL';

/** True for a line that only low-latency playback reads. */
export function isLowLatency(line: string): boolean {
  const name = readTag(line)?.name ?? '';
  return LOW_LATENCY.test(name) || name === SERVER_CONTROL;
}

/**
 * The line without low latency; null: nothing is left of it. Parts and blocking reloads carry the origin's numbers,
 * which a stitched playlist does not share, so a player must never learn of them. HOLD-BACK stays.
 */
export function withoutLowLatency(line: string): string | null {
  if (!isLowLatency(line)) return line;
  const holdBack = readTag(line)?.name === SERVER_CONTROL ? /(?:^|[:,\s])(HOLD-BACK=[\d.]+)/.exec(line) : null;
  return holdBack ? `#${SERVER_CONTROL}:${holdBack[1] ?? ''}` : null;
}
