import type { Signal } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import { createChannelEar } from './hear-channel.js';

const playlist = (...ranges: readonly string[]) =>
  ['#EXTM3U', '#EXT-X-TARGETDURATION:6', '#EXT-X-MEDIA-SEQUENCE:1', '#EXT-X-PROGRAM-DATE-TIME:2026-11-22T10:00:00.000Z']
    .concat(ranges, '#EXTINF:6,', '1.ts')
    .join('\n');

function set() {
  const told: Signal[] = [];
  const clock = { nowMs: 0 };
  return {
    told,
    clock,
    hear: createChannelEar(
      (signal) => told.push(signal),
      () => clock.nowMs,
    ),
  };
}
const cue = ['#EXT-X-CUE-OUT:30'];

describe('createChannelEar', () => {
  it('tells what the channel says, once for a refresh that many sessions fetched', () => {
    const { hear, told } = set();
    for (let sessions = 0; sessions < 3; sessions += 1) hear('video', playlist(...cue));
    expect(told).toMatchObject([{ type: 'break-start', plannedMs: 30_000 }]);
  });

  it('places a break of a channel without dates by the clock: what is at its edge is now', () => {
    const { hear, told, clock } = set();
    clock.nowMs = Date.UTC(2026, 10, 22, 10);
    hear('video', playlist(...cue).replace(/#EXT-X-PROGRAM.*\n/, ''));
    expect(told).toMatchObject([{ type: 'break-start', startsAt: clock.nowMs - 6000 }]);
  });

  it('listens to one playlist of the channel, and to another when that one is not fetched any more', () => {
    const { hear, told, clock } = set();
    hear('video', playlist());
    hear('audio', playlist(...cue));
    expect(told).toEqual([]);
    clock.nowMs = 30_000;
    hear('audio', playlist(...cue));
    expect(told).toHaveLength(1);
  });
});
