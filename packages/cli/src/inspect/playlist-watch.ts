import { readMediaPlaylist, type MediaPlaylist } from '@cutaway/manifest';
import type { Cause, ProgramMs, Signal, WallMs } from '@cutaway/model';
import { initialHlsReading, readHls, type HlsReading, type ScheduleRef } from '@cutaway/signals/dialects';
import { withDates, type Timeline } from '@cutaway/signals/time';
import { countTags, type TagCounts } from './count-tags.js';
import { lengthText } from './format-time.js';
import type { Happening, StreamHappening } from './happening.js';

/** One media playlist between its refreshes. */
export interface PlaylistWatch {
  readonly name: string;
  readonly reading: HlsReading;
  /** The last refresh, with dates that hold; null: none came. */
  readonly media: MediaPlaylist | null;
  /** As it came. */
  readonly text: string;
  readonly signals: readonly Signal[];
  readonly tags: TagCounts;
  readonly changedAt: WallMs;
  readonly isStale: boolean;
  /** True where the playlist's own dates were not those that hold. */
  readonly isMended: boolean;
}

/** What one refresh says. */
export interface PlaylistTelling {
  readonly watch: PlaylistWatch;
  readonly timeline: Timeline;
  readonly isChanged: boolean;
  readonly causes: readonly Cause[];
  readonly schedules: readonly ScheduleRef[];
  readonly happenings: readonly Happening[];
}

/** A playlist that does not change for so many target durations is stale. */
const STALE_TARGETS = 1.5;

/** The watch before anything was read. */
export function watchPlaylist(name: string): PlaylistWatch {
  const nothing = { media: null, text: '', signals: [], tags: countTags(''), changedAt: 0 };
  return { name, reading: initialHlsReading(), ...nothing, isStale: false, isMended: false };
}

/** Reads one refresh of a media playlist. `url` names its rendition to the timeline. */
export function hearPlaylist(
  before: PlaylistWatch,
  timeline: Timeline,
  { url, text, at }: { readonly url: string; readonly text: string; readonly at: WallMs },
): PlaylistTelling {
  const dated = withDates(timeline, text, url);
  const { reading, signals, causes, schedules } = readHls(before.reading, dated.text);
  const media = readMediaPlaylist(dated.text);
  const isChanged = text !== before.text;
  const hasOwnDates = /^#EXT-X-PROGRAM-DATE-TIME/m.test(text);
  const watch: PlaylistWatch = {
    ...{ name: before.name, reading, media, text, signals, tags: isChanged ? countTags(text) : before.tags },
    changedAt: isChanged ? at : before.changedAt,
    isStale: !isChanged && media !== null && isStaleAt(at, before.changedAt, media),
    isMended: hasOwnDates && dated.text !== text,
  };
  const happenings = streamChanges(before, watch, at);
  return { watch, timeline: dated.timeline, isChanged, causes, schedules, happenings };
}

function isStaleAt(at: WallMs, changedAt: WallMs, { ended, targetDurationMs }: MediaPlaylist): boolean {
  return !ended && targetDurationMs > 0 && at - changedAt > STALE_TARGETS * targetDurationMs;
}

function streamChanges(before: PlaylistWatch, now: PlaylistWatch, at: WallMs): StreamHappening[] {
  const told: StreamHappening[] = [];
  const tell = (state: StreamHappening['state'], text: string): void =>
    void told.push({ type: 'stream', at, state, playlist: now.name, text });
  const [was, is] = [before.media, now.media];
  if (now.isMended && !before.isMended) {
    tell('note', 'EXT-X-PROGRAM-DATE-TIME jumps without a discontinuity: times go on as if it had not');
  }
  if (!was || !is) return told;
  const targetMs = is.targetDurationMs;
  if (is.mediaSequence < was.mediaSequence) {
    tell(
      'restarted',
      `EXT-X-MEDIA-SEQUENCE went back from ${was.mediaSequence} to ${is.mediaSequence}: the packager restarted`,
    );
  }
  if (targetMs !== was.targetDurationMs) {
    tell('note', `EXT-X-TARGETDURATION changed from ${lengthText(was.targetDurationMs)} to ${lengthText(targetMs)}`);
  }
  if (now.isStale && !before.isStale) {
    const sinceMs = at - now.changedAt;
    tell(
      'stale',
      `has not changed for ${lengthText(sinceMs)}, more than 1.5 target durations of ${lengthText(targetMs)}`,
    );
  }
  if (before.isStale && !now.isStale) tell('moving', `changes again after ${lengthText(at - before.changedAt)}`);
  if (is.ended && !was.ended) tell('ended', 'EXT-X-ENDLIST: the stream has ended');
  return told;
}

/** The window of a playlist in programme time; null: it has no segment. */
export function windowOf({ media }: PlaylistWatch): { readonly from: ProgramMs; readonly to: ProgramMs } | null {
  const first = media?.segments[0];
  const last = media?.segments[media.segments.length - 1];
  if (first?.startsAt == null || last?.startsAt == null) return null;
  return { from: first.startsAt, to: last.startsAt + last.durationMs };
}
