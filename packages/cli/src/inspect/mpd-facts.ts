import type { ProgramMs, Signal, WallMs } from '@cutaway/model';
import type { MpdTiming } from '@cutaway/signals/dash';
import { lengthText } from './format-time.js';
import { placeOfSignal } from './happening.js';
import type { Span } from './hear-round.js';
import type { StreamFacts } from './stream-facts.js';

/** Without suggestedPresentationDelay a player is taken to be so far behind the live edge. */
const USUAL_DELAY_MS = 10_000;

/** Where a stream is: the live edge of DASH is the server's clock. One that tells no length ends behind its last signal. */
export function spanOfMpd(timing: MpdTiming | null, signals: readonly Signal[], serverMs: WallMs): Span {
  if (timing?.isDynamic) {
    const to: ProgramMs = Number(serverMs);
    const begin = timing.availableFrom ?? to;
    const from = Math.min(to, Math.max(begin, timing.windowMs === null ? begin : to - timing.windowMs));
    return { isLive: true, from, to, viewAt: to - (timing.delayMs ?? USUAL_DELAY_MS) };
  }
  const last = signals.reduce((latest, signal) => {
    const place = placeOfSignal(signal) ?? 0;
    return Math.max(latest, place + ('plannedMs' in signal ? (signal.plannedMs ?? 0) : 0));
  }, 0);
  const to = timing?.lengthMs ?? last;
  return { isLive: false, from: 0, to, viewAt: to };
}

/** What the header says. */
export function factsOfMpd(seen: {
  readonly url: string;
  readonly text: string;
  readonly span: Span;
  readonly timing: MpdTiming | null;
  readonly inband: readonly string[];
}): StreamFacts {
  const { url, text, span, timing, inband } = seen;
  const notes = [`${timing?.periods ?? 0} Period${timing?.periods === 1 ? '' : 's'}; ${updateText(timing)}`];
  if (inband.length > 0)
    notes.push(`Events also come inside of segments, which are not read for DASH: ${inband.join(', ')}`);
  return {
    ...{ url, kind: 'DASH', isLive: span.isLive, playlists: [], listed: null, behindMs: null },
    window: { from: span.from, to: span.to },
    holdBackMs: span.to - span.viewAt,
    dialects: countStreams(text),
    notes,
  };
}

function updateText(timing: MpdTiming | null): string {
  if (!timing?.isDynamic) return 'static';
  return timing.updateMs === null ? 'no minimumUpdatePeriod' : `minimumUpdatePeriod ${lengthText(timing.updateMs)}`;
}

/** Schemes of EventStream elements. */
function countStreams(text: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [, scheme = ''] of text.matchAll(/<(?:\w+:)?EventStream\s[^>]*schemeIdUri\s*=\s*["']([^"']*)/g)) {
    counts[scheme] = (counts[scheme] ?? 0) + 1;
  }
  return counts;
}
