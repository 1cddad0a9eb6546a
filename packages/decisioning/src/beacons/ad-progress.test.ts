import type { TrackingEvent } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import { NO_PROGRESS, stepProgress, type ProgressFault } from './ad-progress.js';

type Call = readonly [event: TrackingEvent, atMs: number, claimedMs?: number];

/** What is wrong with each call for one ad of 20 s. */
const faultsOf = (...calls: readonly Call[]): (ProgressFault | null)[] => faultsIn(20_000, ...calls);

function faultsIn(durationMs: number, ...calls: readonly Call[]): (ProgressFault | null)[] {
  let progress = NO_PROGRESS;
  return calls.map(([event, atMs, claimedMs = null]) => {
    const { after, fault } = stepProgress(progress, { event, durationMs, atMs, claimedMs });
    progress = after;
    return fault;
  });
}

describe('stepProgress', () => {
  it('finds nothing wrong with an ad that is played through', () => {
    const faults = faultsOf(
      ...([
        ['impression', 0],
        ['start', 10],
        ['firstQuartile', 5000],
        ['midpoint', 10_000],
      ] as const),
      ...([
        ['thirdQuartile', 15_000],
        ['complete', 20_000],
      ] as const),
    );
    expect(faults).toEqual([null, null, null, null, null, null]);
  });

  it('lets quarters be a fifth faster, no more', () => {
    expect(faultsOf(['start', 0], ['firstQuartile', 4000])).toEqual([null, null]);
    expect(faultsOf(['start', 0], ['firstQuartile', 3999])).toEqual([null, 'impossible-timing']);
    expect(faultsOf(['impression', 0], ['complete', 15_999])).toEqual([null, 'impossible-timing']);
  });

  it('finds a quarter of an ad that never began, and one that comes back', () => {
    expect(faultsOf(['midpoint', 10_000])).toEqual(['impossible-order']);
    expect(faultsOf(['start', 0], ['midpoint', 10_000], ['firstQuartile', 11_000])).toEqual([
      null,
      null,
      'impossible-order',
    ]);
  });

  it('finds an ad that was skipped and is complete', () => {
    expect(faultsOf(['start', 0], ['skip', 6000], ['complete', 20_000])).toEqual([null, null, 'impossible-order']);
  });

  it('takes an impression that is late on its way as it is: it is what is paid for', () => {
    expect(faultsOf(['start', 0], ['firstQuartile', 5000], ['impression', 6000])).toEqual([null, null, null]);
  });

  it('believes the caller’s clock over the network: calls overtake each other, and are tried again', () => {
    expect(faultsOf(['start', 30_000, 0], ['firstQuartile', 30_001, 5000])).toEqual([null, null]);
    expect(faultsOf(['start', 0, 0], ['midpoint', 12_000, 10_000], ['firstQuartile', 12_500, 5000])).toEqual([
      null,
      null,
      null,
    ]);
    expect(faultsOf(['start', 0, 0], ['firstQuartile', 60_000, 1000])).toEqual([null, 'impossible-timing']);
  });

  it('knows that [TIMESTAMP] may be in whole seconds (VAST 4.3 §6.1): two of them are up to a second further apart than they say', () => {
    const bumper = [
      ['start', 10_000, 10_000],
      ['firstQuartile', 11_500, 11_000],
      ['midpoint', 13_000, 13_000],
      ['thirdQuartile', 14_500, 14_000],
    ] as const;
    expect(faultsIn(6000, ...bumper)).toEqual([null, null, null, null]);
    expect(faultsIn(6000, ['start', 0, 10_000], ['midpoint', 5000, 11_000])).toEqual([null, 'impossible-timing']);
    expect(faultsIn(6000, ['start', 0, 10_000], ['firstQuartile', 5000, 11_001])).toEqual([null, 'impossible-timing']);
  });

  it('has nothing to say of other events', () => {
    expect(faultsOf(['mute', 0], ['pause', 1], ['error', 2], ['clickTracking', 3])).toEqual([null, null, null, null]);
  });
});
