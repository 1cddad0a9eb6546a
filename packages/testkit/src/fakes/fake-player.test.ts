import { describe, expect, it } from 'vitest';
import { createFakeClock } from './fake-clock.js';
import { createFakePlayer, type FakePlayer } from './fake-player.js';

const EPOCH = Date.UTC(2026, 0, 1);
const TEXT = [
  ...['#EXTM3U', '#EXT-X-TARGETDURATION:10', '#EXT-X-PLAYLIST-TYPE:VOD', '#EXT-X-MAP:URI="init.mp4"'],
  ...[0, 1, 2].flatMap((n) => [
    `#EXT-X-PROGRAM-DATE-TIME:${new Date(EPOCH + n * 10_000).toISOString()}`,
    ...['#EXTINF:10.0,', `hi/${n}.m4s`],
  ]),
  '#EXT-X-ENDLIST',
].join('\n');

describe('a fake player whose session seeks in answer to a frame', () => {
  it('shows the place itself next, at every rate', async () => {
    const clock = createFakeClock(EPOCH);
    let isSought = false;
    const player: FakePlayer = createFakePlayer({ clock: clock.port, origin: () => TEXT });
    player.setRate(2);
    player.connect({
      tell(fact) {
        if (fact.type !== 'content-frame' || isSought) return;
        isSought = true;
        player.run({ type: 'seek-program', programMs: EPOCH + 20_000 });
      },
      playlist: ({ text }) => text,
      mendSegment: (bytes) => bytes,
      spareSegment: () => null,
      soundShiftMs: () => null,
    });
    await clock.advance(200);
    expect(player.frames.slice(0, 3).map(({ programMs }) => programMs - EPOCH)).toEqual([0, 20_000, 20_080]);
  });
});
