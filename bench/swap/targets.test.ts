import { describe, expect, it } from 'vitest';
import { aCell } from './a-cell.builder.js';
import { missedTargets } from './targets.js';

const at = (medianMs: number, p95Ms: number) => ({ count: 10, medianMs, p95Ms, mostMs: p95Ms });

describe('missedTargets', () => {
  it('is empty where every target is met, and null where there is none', () => {
    expect(missedTargets(aCell())).toEqual([]);
    expect(missedTargets(aCell({ mode: 'inPlace', in: at(900, 3000) }))).toBeNull();
  });

  it('gives the stitch one frame interval at the median and two at p95: 3 and 5 refreshes at 25 fps', () => {
    expect(missedTargets(aCell({ in: at(50.4, 83.9), out: at(33, 34) }))).toEqual([]);
    expect(missedTargets(aCell({ between: at(66.7, 100) }))).toEqual([
      'ad to ad median 67 ms, target 50',
      'ad to ad p95 100 ms, target 83',
    ]);
  });

  it('gives the second element 34 ms in and from ad to ad, and 50 out, at the median', () => {
    const second = { mode: 'secondElement', strategies: { secondElement: 10 } } as const;
    expect(missedTargets(aCell({ ...second, out: at(50, 400) }))).toEqual([]);
    expect(missedTargets(aCell({ ...second, in: at(50, 50) }))).toEqual(['in median 50 ms, target 33']);
  });

  it('gives the re-attach 120 ms for every cut, and 400 with a slow processor', () => {
    const again = { mode: 'reattach', strategies: { reattach: 10 }, in: at(100, 300) } as const;
    expect(missedTargets(aCell(again))).toEqual(['in p95 300 ms, target 120']);
    expect(missedTargets(aCell({ ...again, cpu: 6 }))).toEqual([]);
  });

  it('names freezes, breaks and ads that are missing, errors of place, stray frames and beacons', () => {
    const { beacons } = aCell();
    const far = { median: 0, farthest: -2500 };
    const bad = aCell({
      ...{
        seen: 9,
        freezeMs: 1200,
        shown: { share: 0.91, least: 0 },
        startErrorMs: far,
        strategies: { secondElement: 9 },
      },
      afterEnd: { ...aCell().afterEnd, strayFrames: 4 },
      beacons: beacons && { ...beacons, missing: 2, double: 1 },
    });
    expect(missedTargets(bad)).toEqual([
      'secondElement played instead',
      '1 breaks without ads',
      'ads shown 0.91, target 0.99',
      'freeze of 1200 ms, target 500',
      'start error -2500 ms, target one segment',
      '4 stray frames',
      '3 beacon errors',
    ]);
  });

  it('has the stitch come back from an early return at the segment of the signal', () => {
    expect(missedTargets(aCell({ ads: 'early', resumeErrorMs: { median: 0, farthest: 40 } }))).toEqual([]);
    expect(missedTargets(aCell({ ads: 'early', resumeErrorMs: { median: 0, farthest: 1920 } }))).toEqual([
      'early return not at its segment',
    ]);
  });

  it('asks of a decision that came too late only that content goes on', () => {
    const none = { count: 0, medianMs: null, p95Ms: null, mostMs: null };
    const late = { ads: 'late', seen: 0, in: none, between: none, out: none, shown: { share: 0, least: 0 } } as const;
    expect(missedTargets(aCell(late))).toEqual([]);
    expect(missedTargets(aCell({ ...late, freezeMs: 9000 }))).toEqual(['freeze of 9000 ms, target 500']);
  });
});
