import { describe, expect, it } from 'vitest';
import type { BreakNotice } from '@cutaway/model';
import { initialBreaks } from '../break/breaks-state.js';
import { stepBreaks } from '../break/step-breaks.js';
import { readHlsSignals } from '../read-hls-signals.js';
import { initialTimeline, placeSegment } from './timeline.js';
import { withDates } from './with-dates.js';

const NOON = Date.parse('2026-11-22T12:00:00Z');
const OUT = 'SCTE35-OUT=0xFC302500000000000000FFF01405000003E77FEFFE0011FB9EFE002932E00001010100004D192A59';
const iso = (ms: number): string => new Date(ms).toISOString();

/** A live window of 8 segments of 2 s; each refresh shows the next one. `before`: the lines in front of each. */
function play(
  refreshes: readonly ((first: number) => string)[],
  before = (_sequence: number): string => '',
): { notices: BreakNotice[]; edges: (number | null)[] } {
  let timeline = initialTimeline(NOON);
  let state = initialBreaks();
  const notices: BreakNotice[] = [];
  const edges = refreshes.map((linesOf, first) => {
    const segments = Array.from({ length: 8 }, (_none, i) => `${before(first + i)}#EXTINF:2,\ns${first + i}.ts`).join(
      '\n',
    );
    const text = `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:${first}\n${linesOf(first)}${segments}\n`;
    const dated = withDates(timeline, text);
    timeline = dated.timeline;
    const edge = placeSegment(timeline, first + 8);
    for (const fact of [
      { type: 'signals' as const, signals: readHlsSignals(dated.text).signals, edge },
      { type: 'programme' as const, programMs: (edge ?? 0) - 6000 },
    ]) {
      const step = stepBreaks(state, fact);
      state = step.state;
      notices.push(...step.notices);
    }
    return edge;
  });
  return { notices, edges };
}

describe('breaks of a stream whose clock is not in order', () => {
  const range = (startMs: number): string =>
    `#EXT-X-DATERANGE:ID="a",START-DATE="${iso(startMs)}",PLANNED-DURATION=10,${OUT}\n`;

  it('stay where they were, and are told once, when dates jump by 1.5 s or by hours', () => {
    for (const jumpMs of [1500, -1500, 7_200_000]) {
      const { notices } = play(
        Array.from({ length: 20 }, (_none, n) => (first: number) => {
          const by = n < 6 ? 0 : jumpMs;
          return `#EXT-X-PROGRAM-DATE-TIME:${iso(NOON + first * 2000 + by)}\n${range(NOON + 22_000 + by)}`;
        }),
      );
      expect(notices.map(({ type }) => type)).toEqual(['break-announced', 'break-ended']);
      expect(notices).toMatchObject([{ brk: { startsAt: NOON + 22_000 } }, { endsAt: NOON + 32_000 }]);
    }
  });
  it('are heard behind an encoder that starts again with its clock hours back', () => {
    const back = NOON - 7_200_000;
    const { notices } = play(
      Array.from({ length: 20 }, (_none, n) => (first: number) => {
        const head = first < 14 ? `#EXT-X-PROGRAM-DATE-TIME:${iso(NOON + first * 2000)}\n` : '';
        return n < 7 ? head : `${range(back + 8000)}${head}`;
      }),
      (sequence) => (sequence < 14 ? '' : `#EXT-X-PROGRAM-DATE-TIME:${iso(back + (sequence - 14) * 2000)}\n`),
    );
    expect(notices.map(({ type }) => type)).toEqual(['break-announced', 'break-ended']);
    expect(notices).toMatchObject([{ brk: { startsAt: NOON + 36_000 } }, { endsAt: NOON + 46_000 }]);
  });
  it('are heard and end in a stream without any date', () => {
    const { notices, edges } = play(
      Array.from({ length: 20 }, (_none, n) => () => (n < 3 ? '' : range(NOON - 3_600_000))),
    );
    expect(edges.slice(0, 3)).toEqual([NOON, NOON + 2000, NOON + 4000]);
    expect(notices.map(({ type }) => type)).toEqual(['break-announced', 'break-ended']);
    expect(notices[0]).toMatchObject({ brk: { startsAt: NOON - 16_000 + 6000 } });
  });
});
