import type { PlayerFact } from '@cutaway/core';
import { checkShape } from './fact-shapes.js';
import { pairs, stretches, told, type Entry, type FactType, type Told } from './recording.js';
import type { RecordingRule, Verdict } from './rule.js';

const FRAME_WITHIN_MS = 100;
/** A busy machine drops frames: the gaps are judged at their 90th percentile, with a frame of 25 fps to spare. */
const GAP_SHARE = 0.9;
const SPARE_MS = 40;
const SAME_MS = 1;
const FORTH_AND_BACK_MS = 1;

/** Rules of what is told of the content. */
export const contentRules: readonly RecordingRule[] = [
  { rule: 'Every fact has the shape that the port states, its URLs absolute.', judge: shapes },
  { rule: 'While content plays, a frame is told at least every 100 ms.', judge: frameGaps },
  { rule: 'Inside a segment, programme time goes with media time.', judge: programTime },
  { rule: 'Media time goes back only after a seek or a reload.', judge: mediaTime },
  { rule: 'The play state is told when it changes, and only then.', judge: (all) => changes(all, 'play-state') },
  { rule: 'The sound is told when it changes, and only then.', judge: (all) => changes(all, 'volume') },
  {
    rule: 'Quality, rendition, full screen, the page and visibility are told when they change, and only then.',
    judge(all) {
      for (const type of ['quality', 'rendition', 'fullscreen', 'page', 'visibility'] as const) {
        const twice = stretches(all, ['measure-visibility'])
          .map((part) => changes(part, type))
          .find((text) => text !== null);
        if (twice) return `${type}: ${twice}`;
      }
      return null;
    },
  },
  { rule: 'Latency is told about once a second, or never.', judge: latency },
  { rule: 'Visibility is told after it is asked for, and not otherwise.', judge: visibility },
];

function shapes(all: readonly Entry[]): Verdict {
  for (const entry of all) {
    const wrong = entry.type === 'fact' ? checkShape(entry.fact) : null;
    if (wrong !== null) return wrong;
  }
  return null;
}

function frameGaps(all: readonly Entry[]): Verdict {
  const gaps = playingStretches(all).flatMap((part) =>
    pairs(told(part, 'content-frame')).map(([before, after]) => after.atMs - before.atMs),
  );
  if (gaps.length === 0) return 'no frames were told';
  const gapMs = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length * GAP_SHARE)] ?? 0;
  return gapMs <= FRAME_WITHIN_MS + SPARE_MS
    ? null
    : `a tenth of the frames came ${Math.round(gapMs)} ms or more after the one before`;
}

/** Between `playing` and whatever comes next; nothing was moved meanwhile. */
function playingStretches(all: readonly Entry[]): readonly (readonly Entry[])[] {
  return stretches(all, ['pause', 'play', 'seek-program', 'reload-content']).flatMap((part) => {
    const runs: Entry[][] = [];
    for (const entry of part) {
      if (entry.type === 'fact' && entry.fact.type === 'play-state') runs.push([entry]);
      else runs[runs.length - 1]?.push(entry);
    }
    return runs.filter(([first]) => first?.type === 'fact' && isPlaying(first.fact));
  });
}

const isPlaying = (fact: PlayerFact): boolean => fact.type === 'play-state' && fact.state === 'playing';

function programTime(all: readonly Entry[]): Verdict {
  for (const part of stretches(all, ['seek-program', 'reload-content'])) {
    for (const [before, after] of pairs(told(part, 'content-frame'))) {
      if (before.uri !== after.uri || isFirstAfterMove(part, before.atMs)) continue;
      const apartMs = after.programMs - before.programMs - (after.mediaMs - before.mediaMs);
      if (Math.abs(apartMs) > SAME_MS) return `${apartMs.toFixed(1)} ms apart in ${after.uri ?? 'one segment'}`;
    }
  }
  return null;
}

function mediaTime(all: readonly Entry[]): Verdict {
  for (const part of stretches(all, ['seek-program', 'reload-content'])) {
    for (const [before, after] of pairs(told(part, 'content-frame'))) {
      const backMs = before.mediaMs - after.mediaMs;
      if (backMs > FORTH_AND_BACK_MS && !isFirstAfterMove(part, before.atMs)) return `back by ${backMs.toFixed(0)} ms`;
    }
  }
  return null;
}

/** A frame or two of where the player was may come after the command that moves it. */
function isFirstAfterMove([first]: readonly Entry[], atMs: number): boolean {
  return first?.type === 'command' && atMs - first.atMs < 1500;
}

function changes(all: readonly Entry[], type: FactType): Verdict {
  for (const [before, after] of pairs(told(all, type))) {
    if (before.connection === after.connection && what(before) === what(after))
      return `told ${what(after)} twice in a row`;
  }
  return null;
}

/** The fact as text, without its time. */
const what = (fact: Told<FactType>): string =>
  JSON.stringify(fact, (key, value: unknown) => (/^(type|atMs|connection)$/.test(key) ? undefined : value));

function latency(all: readonly Entry[]): Verdict {
  for (const part of stretches(all, ['reload-content', 'show-content'])) {
    // Content that is back may say at once how far behind it is.
    const isBack = part[0]?.type === 'command' && part[0].command.type === 'show-content';
    for (const [before, after] of pairs(told(part, 'latency').slice(isBack ? 1 : 0))) {
      const gapMs = after.atMs - before.atMs;
      if (gapMs < 300) return `told twice in ${gapMs.toFixed(0)} ms`;
      if (gapMs > 3000) return `not told for ${gapMs.toFixed(0)} ms`;
    }
  }
  return null;
}

function visibility(all: readonly Entry[]): Verdict {
  let asked = false;
  let connection = 0;
  for (const entry of all) {
    if (entry.connection !== connection) asked = false;
    connection = entry.connection;
    if (entry.type === 'command' && entry.command.type === 'measure-visibility') asked = entry.command.on;
    if (!asked && told([entry], 'visibility').length > 0) return 'told unasked';
  }
  return null;
}
