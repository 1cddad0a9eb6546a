import type { ProgramMs } from '@cutaway/model';
import { chooseRendition } from './choose-rendition.js';
import { endOf, isDated } from './dated-segment.js';
import type { DatedSegment } from './dated-segment.js';
import { isInsert } from './insert-plan.js';
import type { InsertPlan } from './insert-plan.js';
import { isEncrypted } from './is-encrypted.js';
import { listPictures } from './list-pictures.js';
import type { ListedSegment } from './list-window.js';
import { withoutLowLatency } from './low-latency.js';
import type { MediaPlaylist } from './media-playlist.js';
import { moveStart } from './move-start.js';
import type { Inserted } from './move-start.js';
import { podSegments } from './pod-segments.js';
import type { PodSegment } from './pod-segments.js';
import type { Rendition } from './rendition.js';
import { indexAt, vodSegments } from './settle-inserts.js';
import { splitAt } from './split-at.js';
import type { StitchPlan } from './stitch-plan.js';
import { wordless } from './wordless.js';
import { writeAd, writeContent, writeDate } from './write-segment.js';
import { writeWindow } from './write-window.js';

/** The ads of one plan in one rendition, in front of the content segment `index`. */
interface Insertion extends Inserted {
  readonly plan: InsertPlan;
  readonly pod: readonly PodSegment[];
}

/**
 * Writes a VOD playlist anew with its insertions: a pure function of the origin's text and the plans, so every rendition and every
 * later load of it has the same. Content keeps its dates (without dates it is given media time from `beginsAt`, which is that of the
 * picture where only this rendition has none), ads have their plan's.
 */
export function stitchVod(
  plans: readonly StitchPlan[],
  rendition: Rendition,
  playlist: MediaPlaylist,
  beginsAt: ProgramMs = 0,
): string {
  const isText = rendition.kind === 'text';
  const whole = vodSegments(playlist, beginsAt);
  const segments = isText
    ? splitAt(
        whole,
        plans.filter(isInsert).map(({ at }) => at),
      )
    : whole;
  const insertions = insertionsOf(plans, rendition, segments);
  const { header } = playlist;
  if (insertions.length === 0 || header.some((line) => /I-FRAMES-ONLY/.test(line))) return playlist.text;
  if (header.some((line) => /IMAGES-ONLY/.test(line)))
    return writeWindow(playlist, { listed: listPictures(plans.filter(isInsert), whole), replaced: [], plans: [] });
  // A player carries dates from one segment to the next, but not from time 0.
  const isUndated = !playlist.segments.every(isDated);
  const listed = listVod(insertions, segments, isUndated);
  const moved = header.map((line) => moveStart(line, insertions, segments));
  const written = { listed, replaced: [], plans: insertions.map(({ plan }) => plan) };
  return withoutLowLatency(writeWindow({ ...playlist, header: moved }, written));
}

/** In order of their places; of those at one place the first planned comes first. */
function insertionsOf(
  plans: readonly StitchPlan[],
  rendition: Rendition,
  segments: readonly DatedSegment[],
): readonly Insertion[] {
  const insertions = plans.filter(isInsert).map((plan, n) => {
    const index = indexAt(segments, plan.at);
    const pod = podSegments(plan, (ad) =>
      rendition.kind === 'text' ? wordless(ad, mapAt(segments, index)) : chooseRendition(ad, rendition),
    );
    const lengthMs = pod.reduce((sum, { startsAt, endsAt }) => sum + endsAt - startsAt, 0);
    return { n, plan, pod, lengthMs, index };
  });
  return insertions
    .filter(({ pod }) => pod.length > 0)
    .sort((a, b) => a.index - b.index || a.plan.at - b.plan.at || a.n - b.n);
}

/** What the content at a place needs to be read; behind its end, that of its last segment. */
const mapAt = (segments: readonly DatedSegment[], index: number): DatedSegment['map'] =>
  (segments[index] ?? segments[segments.length - 1])?.map ?? null;

function listVod(
  insertions: readonly Insertion[],
  segments: readonly DatedSegment[],
  isUndated: boolean,
): readonly ListedSegment[] {
  const listed: ListedSegment[] = [];
  const isKeyed = segments.some(isEncrypted);
  let { sequence = 0, continuity = 0 } = segments[0] ?? {};
  continuity -= segments[0]?.discontinuities ?? 0;
  const list = (discontinuities: number, endsAt: number, lines: readonly string[]): void => {
    continuity += discontinuities;
    listed.push({ sequence: sequence++, continuity, discontinuities, endsAt, lines });
  };
  for (let i = 0; i <= segments.length; i++) {
    const here = insertions.filter(({ index }) => index === i);
    for (const { pod } of here)
      for (const segment of pod)
        list(segment.isFirst && listed.length > 0 ? 1 : 0, segment.endsAt, writeAd(segment, segment.isFirst, isKeyed));
    const content = segments[i];
    if (!content) continue;
    const isReturn = here.length > 0;
    const lines = writeContent(content, isReturn, sequence !== content.sequence);
    const date = isUndated && !isReturn ? [writeDate(content.startsAt)] : [];
    list(isReturn ? 1 : content.discontinuities, endOf(content), [...date, ...lines]);
  }
  return listed;
}
