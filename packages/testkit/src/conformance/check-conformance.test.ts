import { describe, expect, it } from 'vitest';
import { planChannel } from '../channel/options.js';
import { writeLivePlaylist } from '../channel/write-live-playlist.js';
import { createFakeClock } from '../fakes/fake-clock.js';
import { createFakePlayer } from '../fakes/fake-player.js';
import { checkConformance } from './check-conformance.js';
import type { RuleResult } from './rule.js';
import type { PlayerPort } from '@cutaway/core';

const STARTED_AT = Date.UTC(2026, 0, 1, 12);
const HLS = 'application/vnd.apple.mpegurl';
const SAYS_NOTHING = 'what can be seen is what a test says';

/** Tries the fake player, changed as a test wants it, in no time. */
async function tryFake(change: (port: PlayerPort) => PlayerPort = (port) => port): Promise<readonly RuleResult[]> {
  const clock = createFakeClock(STARTED_AT);
  const plan = planChannel({ schedule: 'none' }, STARTED_AT);
  const port = createFakePlayer({
    clock: clock.port,
    origin: (rendition) => writeLivePlaylist(plan, [], rendition, clock.port.nowMs()),
    ads: (url) => (url.endsWith('none.m3u8') ? 'MEDIA_NOT_FOUND' : { durationMs: 5760 }),
  });
  let results: readonly RuleResult[] | null = null;
  void checkConformance({
    port: change(port),
    start: () => undefined,
    ads: {
      first: { url: 'https://ads.example/red.m3u8', mime: HLS },
      second: { url: 'https://ads.example/green.m3u8', mime: HLS },
      missing: { url: 'https://ads.example/none.m3u8', mime: HLS },
    },
    clock: clock.port,
    excused: { 'Visibility is told soon after it is asked for.': SAYS_NOTHING },
  }).then((judged) => (results = judged));
  for (let seconds = 0; results === null && seconds < 300; seconds++) await clock.advance(1000);
  return results ?? [];
}

const broken = (results: readonly RuleResult[]): readonly string[] =>
  results.flatMap(({ rule, ok, detail }) => (ok === false ? [`${rule} ${detail}`] : []));

describe('the conformance kit', () => {
  it('finds nothing wrong with the fake player, so that journeys play on a player that does not lie', async () => {
    const results = await tryFake();
    expect(broken(results)).toEqual([]);
    expect(results.length).toBeGreaterThan(30);
    expect(results.filter(({ ok }) => ok === null).map(({ detail }) => detail)).toEqual([
      `excused: ${SAYS_NOTHING} (no visibility in 2000 ms)`,
      'not tried: there is no page to look at',
      'not tried: nobody counts what is alive on the page',
      'not tried: there is no page to look at',
    ]);
  });
});
