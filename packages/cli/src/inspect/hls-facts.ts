import type { WallMs } from '@cutaway/model';
import type { Span } from './hear-round.js';
import { windowOf, type PlaylistWatch } from './playlist-watch.js';
import type { StreamFacts } from './stream-facts.js';
import type { HlsOptions } from './hls-options.js';

/** A player is three target durations behind the live edge (RFC 8216bis §6.3.3), or where HOLD-BACK says. */
const HOLD_BACK_TARGETS = 3;
const HOLD_BACK = /^#EXT-X-SERVER-CONTROL:(?:.*,)?\s*HOLD-BACK=([\d.]+)/m;

/** Where a stream is, by the first of its playlists that has segments. One without any is where the clock is. */
export function spanOfHls(watches: readonly PlaylistWatch[], at: WallMs): Span {
  const lead = watches.find((watch) => windowOf(watch)) ?? watches.find(({ media }) => media);
  const { from, to } = (lead && windowOf(lead)) ?? { from: Number(at), to: Number(at) };
  const isLive = watches.some(({ media }) => media !== null && !media.ended);
  return { isLive, from, to, viewAt: to - (lead ? holdBackMs(lead) : 0) };
}

function holdBackMs({ text, media }: PlaylistWatch): number {
  const told = parseFloat(HOLD_BACK.exec(text)?.[1] ?? '') * 1_000;
  return told > 0 ? told : HOLD_BACK_TARGETS * (media?.targetDurationMs ?? 0);
}

/** What the header says. `serverMs`: the server's clock. */
export function factsOfHls(
  { url, choice, isMultivariant }: HlsOptions,
  watches: ReadonlyMap<string, PlaylistWatch>,
  span: Span,
  serverMs: WallMs,
): StreamFacts {
  const playlists = [...watches].map(([own, watch]) => {
    const window = windowOf(watch);
    return {
      ...{
        name: watch.name,
        about: choice.chosen.find(({ url: its }) => its === own)?.about ?? '',
        url: own,
        segments: watch.media?.segments.length ?? 0,
      },
      lengthMs: window ? window.to - window.from : 0,
      targetMs: watch.media?.targetDurationMs ?? 0,
      hasDates: hasDates(watch),
    };
  });
  const isDated = playlists.some((one) => one.hasDates);
  return {
    ...{ url, kind: 'HLS', isLive: span.isLive, playlists, listed: isMultivariant ? choice.listed : null },
    window: { from: span.from, to: span.to },
    behindMs: span.isLive && isDated ? serverMs - span.to : null,
    holdBackMs: span.to - span.viewAt,
    dialects: mostOf([...watches.values()].map(({ tags }) => tags.dialects)),
    notes: isDated ? [] : [span.isLive ? NO_DATES_LIVE : NO_DATES],
  };
}

const NO_DATES = 'There is no EXT-X-PROGRAM-DATE-TIME: times are counted from segment durations.';
const NO_DATES_LIVE =
  'There is no EXT-X-PROGRAM-DATE-TIME: times are made from the clock at the first reading and from segment durations.';

function hasDates({ text }: PlaylistWatch): boolean {
  return /^#EXT-X-PROGRAM-DATE-TIME/m.test(text);
}

/** Playlists say the same: the one that says most counts. */
function mostOf(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const most: Record<string, number> = {};
  for (const one of counts) {
    for (const [name, count] of Object.entries(one)) most[name] = Math.max(most[name] ?? 0, count);
  }
  return most;
}
