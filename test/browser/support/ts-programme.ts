import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { aSection, hexOf } from './sections.js';
import type { RouteAnswer } from './serve-page.js';

const FOLDER = fileURLToPath(new URL('../media/odd/ts/programme/', import.meta.url));
const SEGMENT_MS = 1920;
const SEGMENTS = 10;
/** What is there when the first viewer asks, and at most. */
const WINDOW = 20;
const JOIN_SEGMENTS = 6;

/** A live programme in MPEG-TS at `/programme/main.m3u8`, which begins anew behind a discontinuity every 19.2 s. */
export interface TsProgramme {
  /** Answers for it; null: it is something else that was asked for. */
  route(url: URL): RouteAnswer | null;
}

/** `breakMs`: one break that long, `firstMs` behind the place where the first viewer is asked for it; told as soon as he asks. */
export function startTsProgramme(firstMs: number, breakMs: number): TsProgramme {
  const window = liveWindow(firstMs, breakMs);
  return {
    route({ pathname }) {
      const name = /^\/programme\/(.+)$/.exec(pathname)?.[1];
      if (!name) return null;
      const body = name === 'video.m3u8' ? window() : readFileSync(FOLDER + name);
      const type = name.endsWith('.m3u8') ? 'application/vnd.apple.mpegurl' : 'video/mp2t';
      return { status: 200, type, body };
    },
  };
}

function liveWindow(firstMs: number, breakMs: number): () => string {
  let startedAtMs: number | null = null;
  return () => {
    startedAtMs ??= Date.now();
    const dateOf = (n: number): string => new Date((startedAtMs ?? 0) + (n - JOIN_SEGMENTS) * SEGMENT_MS).toISOString();
    const end = JOIN_SEGMENTS + Math.floor((Date.now() - startedAtMs) / SEGMENT_MS);
    const first = Math.max(0, end - WINDOW);
    const startDate = dateOf(JOIN_SEGMENTS + Math.round(firstMs / SEGMENT_MS));
    const lines = Array.from({ length: end - first }, (_, i) => {
      const n = first + i;
      const name = `video-${String(n % SEGMENTS).padStart(3, '0')}.m2ts`;
      const cut = n > 0 && n % SEGMENTS === 0 ? '#EXT-X-DISCONTINUITY\n' : '';
      return `${cut}#EXT-X-PROGRAM-DATE-TIME:${dateOf(n)}\n#EXTINF:1.92,\n${name}`;
    });
    return [
      ...['#EXTM3U', '#EXT-X-VERSION:3', '#EXT-X-TARGETDURATION:2', `#EXT-X-MEDIA-SEQUENCE:${first}`],
      `#EXT-X-DISCONTINUITY-SEQUENCE:${Math.max(0, Math.floor((first - 1) / SEGMENTS))}`,
      `#EXT-X-DATERANGE:ID="break",START-DATE="${startDate}",PLANNED-DURATION=${breakMs / 1000},SCTE35-OUT=${hexOf(aSection(7, breakMs / 1000))}`,
      ...lines,
      '',
    ].join('\n');
  };
}
