import type { LoadedPlaylist } from '@cutaway/core';
import { programAt, renditionKey, spanAt, type PlayedSpan } from '@cutaway/element';
import { isInsertedAt } from '@cutaway/manifest';
import { createListedSegments, type ListedSegment } from './listed-segments.js';
import { createPlayedSpans } from './played-spans.js';
import type { ShakaPlayer, ShakaRequestContext } from './shaka-player.js';

type Segment = NonNullable<ShakaRequestContext['segment']>;

/** Boundaries of segments differ by less than this from one another. */
const HOLE_SECONDS = 0.1;

/** Pictures of these are further apart than segments: ads lie elsewhere among them. */
const TO_SEEK_BY = /^#EXT-X-I(MAGE|-FRAME)S-ONLY/m;

/** `startsAt`: milliseconds of programme time; without dates, of media time. */
export interface LoadedSegment {
  readonly url: string;
  readonly startsAt: number;
  /** URL of its initialisation segment; null: it has none. */
  readonly init: string | null;
}

/** In seconds of media time. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  /** How long the ads in front of it are. */
  readonly adsBefore: number;
}

/**
 * Where programme time lies in the element. Shaka lays segments out by the dates of their playlist, but takes jumps of more than
 * a second at a discontinuity out, so neither its presentation start nor the media time says a date: that of each segment does,
 * in the text that Shaka read.
 */
export interface ShakaTimeline {
  /** A media playlist, as Shaka reads it; but where true is answered it has ads inserted, and Shaka must not have its dates. */
  read(text: string, loaded: Pick<LoadedPlaylist, 'url' | 'kind' | 'bandwidth'>): boolean;
  /** A segment that was loaded to be played. */
  add(segment: Segment, type: string): LoadedSegment;
  /**
   * A segment that Shaka's parser loaded to look at its tracks. It keeps the bytes, so the same segment is not loaded again when it
   * is played. null: no playlist lists it.
   */
  addLookedAt(url: string): LoadedSegment | null;
  /** `ListedSegments.named`. */
  named(asked: string): string;
  /** What is played, with what is listed before, between and after it as one span each: a seek may go there. */
  spans(): readonly PlayedSpan[];
  /** Content between two breaks, or the ads of one, in VOD with ads inserted; null: no ads are, or it ends before. */
  stretchAt(seconds: number): Stretch | null;
  /** URLs of the segments, of picture and sound as they were last loaded, that playback at a media time needs. */
  ahead(seconds: number): readonly string[];
  /** Another stream begins, at media time 0. */
  startAnew(): void;
}

export function createShakaTimeline(
  player: Pick<ShakaPlayer, 'isLive' | 'getPresentationStartTimeAsDate' | 'seekRange'>,
): ShakaTimeline {
  const listed = createListedSegments();
  let lookedAt = new Set<string>();
  let ofVideo = createPlayedSpans();
  let ofAudio = createPlayedSpans();
  /** VOD with ads inserted, as it is listed: from media time 0, one segment behind the other. */
  let laid: readonly PlayedSpan[] | null = null;

  /** Media time 0 is the first date that was listed when the first segment was loaded; of DASH, what its manifest says. */
  const firstDueMs = (seconds: number): number | null => {
    const fromMs =
      listed.firstDate() ?? (player.isLive() ? (player.getPresentationStartTimeAsDate()?.getTime() ?? null) : null);
    return fromMs === null ? null : fromMs + seconds * 1000;
  };
  const spans = (): readonly PlayedSpan[] => {
    if (laid) return laid;
    const videos = ofVideo.list();
    return withRest(videos.length > 0 ? videos : ofAudio.list(), player.seekRange());
  };
  return {
    spans,
    named: listed.named,
    read(text, loaded) {
      const { url, kind } = loaded;
      const segments = listed.read(text, url, renditionKey(loaded));
      const isInserted = segments.some(({ startsAt }) => startsAt !== null && isInsertedAt(startsAt));
      if (isInserted && !TO_SEEK_BY.test(text) && (kind !== 'audio' || !laid)) laid = layOut(segments);
      return isInserted;
    },
    add(segment, type) {
      const start = segment.getStartTime();
      const url = segment.getUris()[0] ?? '';
      const mine = type === 'video' ? ofVideo : ofAudio;
      // Boundaries of sound and picture differ by a frame: the middle tells which segment it is.
      const middle = (start + segment.getEndTime()) / 2;
      const dueMs = laid ? programAt(spanAt(laid, middle), start) : (mine.dueMs(start) ?? firstDueMs(start));
      const entry = listed.find(url, dueMs);
      const programDateTime = entry && !laid ? entry.startsAt : dueMs;
      mine.add({ start, duration: segment.getEndTime() - start, programDateTime, url });
      let at = start;
      for (let one = entry?.before; one && lookedAt.delete(one.url); one = one.before) {
        const duration = one.durationMs / 1000;
        mine.add({ start: (at -= duration), duration, programDateTime: one.startsAt, url: one.url });
      }
      return { url, startsAt: programDateTime ?? start * 1000, init: entry?.init ?? null };
    },
    addLookedAt(url) {
      const entry = listed.find(url, null);
      if (!entry) return null;
      lookedAt.add(url);
      return { url, startsAt: entry.startsAt ?? 0, init: entry.init };
    },
    stretchAt(seconds) {
      const at = laid?.findIndex(({ start, duration }) => seconds >= start && seconds < start + duration) ?? -1;
      if (!laid || at < 0) return null;
      const isOther = (span: PlayedSpan): boolean => isAd(span) !== isAd(laid?.[at]);
      const after = laid.slice(at).find(isOther);
      const before = laid.slice(0, at).reverse().find(isOther);
      const start = before ? before.start + before.duration : 0;
      const adsBefore = laid.reduce((sum, span) => sum + (isAd(span) && span.start < start ? span.duration : 0), 0);
      return { start, end: after?.start ?? Infinity, adsBefore };
    },
    ahead(seconds) {
      const programMs = programAt(spanAt(spans(), seconds), seconds);
      return [ofVideo, ofAudio].flatMap((played) => {
        const last = played.list()[played.list().length - 1];
        return (last && listed.at(programMs, last.url)?.url) ?? [];
      });
    },
    startAnew() {
      laid = null;
      lookedAt = new Set();
      ofVideo = createPlayedSpans();
      ofAudio = createPlayedSpans();
    },
  };
}

function isAd(span: PlayedSpan | undefined): boolean {
  return span?.programDateTime != null && isInsertedAt(span.programDateTime);
}

function layOut(segments: readonly ListedSegment[]): readonly PlayedSpan[] {
  let start = 0;
  return segments.map(({ url, startsAt, durationMs }) => {
    const span = { start, duration: durationMs / 1000, programDateTime: startsAt, url };
    start += span.duration;
    return span;
  });
}

/** With what is listed and was not played: before the first, behind the last, and what a seek passed over. */
function withRest(spans: readonly PlayedSpan[], { start, end }: { readonly start: number; readonly end: number }) {
  const [first] = spans;
  if (!first) return spans;
  const all = start < first.start ? [restOf(first, start, first.start - start)] : [];
  spans.forEach((span, n) => {
    const from = span.start + span.duration;
    const until = spans[n + 1]?.start ?? end;
    all.push(span);
    if (until - from > (n < spans.length - 1 ? HOLE_SECONDS : 0)) all.push(restOf(span, from, until - from));
  });
  return all;
}

/** The dates of a span, carried on to another place. */
function restOf({ start, programDateTime }: PlayedSpan, from: number, duration: number): PlayedSpan {
  const date = programDateTime === null ? null : programDateTime + (from - start) * 1000;
  return { start: from, duration, programDateTime: date, url: '' };
}
