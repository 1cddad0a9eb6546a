import type { Signal } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import type { Happening } from './happening.js';
import { hearRound, initialHeard, type Heard, type Round } from './hear-round.js';

type StartSignal = Extract<Signal, { type: 'break-start' }>;

function aStart(key: string, startsAt: number, said: Partial<StartSignal> = {}): StartSignal {
  const base = { type: 'break-start', key, carrier: 'daterange', evidence: `#${key}`, kind: 'linear' } as const;
  return { ...base, startsAt, plannedMs: 30_000, autoReturn: true, upids: [], segmentationTypeId: null, ...said };
}

function anEnd(key: string, endsAt: number): Signal {
  return { type: 'break-end', key, carrier: 'daterange', evidence: `#${key}`, endsAt };
}

/** Rounds of one stream: live ones have a window of 60 s, and a player 18 s behind its end. */
function watch(isLive = true) {
  let heard: Heard = initialHeard;
  const at = 1_000_000;
  return (to: number, ...tellings: (readonly Signal[])[]): readonly Happening[] => {
    const span = { isLive, from: isLive ? to - 60_000 : 0, to, viewAt: to - 18_000 };
    const round: Round = {
      ...{ at, span, time: { by: 'offset', fromMs: 0 } },
      tellings: tellings.map((signals, i) => ({ playlist: `list ${i + 1}`, signals, causes: [] })),
    };
    const told = hearRound(heard, round);
    heard = told.heard;
    return told.happenings;
  };
}

/** `signal 7b`, `break 7b announced`. */
const words = (happenings: readonly Happening[]): string[] =>
  happenings.map((one) => {
    if (one.type === 'signal')
      return `signal ${one.signal.key}${one.changes.length > 0 ? ` ${one.changes.join()}` : ''}`;
    return one.type === 'break' ? `break ${one.brk.id} ${one.state}` : one.type;
  });

describe('hearRound', () => {
  it('tells a live break once: announced, begun, its end ahead, ended', () => {
    const hear = watch();
    const start = aStart('7b', 110_000);
    expect(words(hear(100_000, [start]))).toEqual(['signal 7b', 'break 7b announced']);
    expect(words(hear(106_000, [start]))).toEqual([]);
    expect(words(hear(130_000, [start]))).toEqual(['break 7b begins']);
    const ended = [aStart('7b', 110_000, { plannedMs: 24_000 }), anEnd('7b', 134_000)];
    const told = words(hear(136_000, ended));
    expect(told.slice(0, 2)).toEqual(['signal 7b duration 30.0 s → 24.0 s', 'signal 7b']);
    expect(told.slice(2)).toEqual(['break 7b end-told']);
    expect(words(hear(160_000, ended))).toEqual(['break 7b ended']);
  });

  it('tells what two playlists say once, though their cuts differ a little', () => {
    const hear = watch();
    const told = hear(100_000, [aStart('7b', 110_000)], [aStart('7b', 110_400)]);
    expect(words(told)).toEqual(['signal 7b', 'break 7b announced']);
    expect(told[0]).toMatchObject({ playlist: 'list 1', inMs: 28_000, isOld: true });
  });

  it('tells a change that each playlist makes in its own time once', () => {
    const hear = watch();
    const [long, short] = [[aStart('7b', 110_000)], [aStart('7b', 110_000, { plannedMs: 24_000 })]];
    hear(100_000, long, long);
    expect(words(hear(106_000, short, long))).toEqual(['signal 7b duration 30.0 s → 24.0 s', 'break 7b updated']);
    expect(words(hear(112_000, short, short))).toEqual([]);
  });

  it('walks an on-demand stream to its end, in the order of the stream', () => {
    const signals = [aStart('b', 60_000), anEnd('b', 80_000), aStart('a', 10_000)];
    expect(words(watch(false)(600_000, signals))).toEqual([
      'signal a',
      'break a announced',
      'break a begins',
      'break a ended',
      'signal b',
      'break b announced',
      'break b begins',
      'signal b',
      'break b ended',
    ]);
  });

  it('tells breaks that lie in the window when the watch begins, and which were over before it', () => {
    const told = watch()(100_000, [aStart('gone', 1_000), aStart('past', 45_000)]);
    expect(words(told)).toEqual([
      'signal gone',
      'break gone missed',
      'signal past',
      'break past announced',
      'break past begins',
      'break past ended',
    ]);
  });

  it('says how late a start was heard', () => {
    const hear = watch();
    hear(100_000, []);
    const [signal] = hear(106_000, [aStart('late', 80_000)]);
    expect(signal).toMatchObject({ type: 'signal', inMs: -8_000, isOld: false });
  });

  it('tells a cause once', () => {
    const causes = [{ name: 'SIGNAL_UNREADABLE' as const, adInstanceId: null, detail: 'x' }];
    const span = { isLive: true, from: 0, to: 60_000, viewAt: 42_000 };
    const round: Round = { at: 0, span, time: { by: 'clock' }, tellings: [{ playlist: 'a', signals: [], causes }] };
    const first = hearRound(initialHeard, round);
    expect(first.happenings).toMatchObject([{ type: 'cause', name: 'SIGNAL_UNREADABLE', playlist: 'a' }]);
    expect(hearRound(first.heard, round).happenings).toEqual([]);
  });
});
