const LOW_LATENCY = /^#\s*EXT-X-(?:(SERVER-CONTROL)|PART|PRELOAD-HINT|RENDITION-REPORT|SKIP)(.*)\s*/gm;

/**
 * The text without what only low-latency playback reads. Parts and blocking reloads carry the origin's numbers, which a
 * stitched playlist does not share, so a player must never learn of them. HOLD-BACK stays.
 */
export function withoutLowLatency(text: string): string {
  return text.replace(LOW_LATENCY, (_, control: string | undefined, value: string) => {
    const holdBack = control && /[:,\s](HOLD-BACK=[\d.]+)/.exec(value);
    return holdBack ? `#EXT-X-SERVER-CONTROL:${holdBack[1] ?? ''}\n` : '';
  });
}
