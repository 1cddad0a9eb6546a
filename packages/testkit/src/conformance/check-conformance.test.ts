import type { PlayerCommand, PlayerFact, PlayerHost, PlayerPort } from '@cutaway/core';
import { describe, expect, it } from 'vitest';
import { planChannel } from '../channel/options.js';
import { writeLivePlaylist } from '../channel/write-live-playlist.js';
import { createFakeClock } from '../fakes/fake-clock.js';
import { createFakePlayer } from '../fakes/fake-player.js';
import { checkConformance } from './check-conformance.js';
import type { RuleResult } from './rule.js';

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
  if (results === null) throw new Error('Cannot try the fake player: no result after 300 s of its clock');
  return results;
}

const broken = (results: readonly RuleResult[]): readonly string[] =>
  results.flatMap(({ rule, ok, detail }) => (ok === false ? [`${rule} ${detail}`] : []));

/** A port whose host hears something else than was said, or more of it. */
const saying =
  (change: (fact: PlayerFact) => readonly PlayerFact[]) =>
  (port: PlayerPort): PlayerPort => ({
    ...port,
    connect: (host) => port.connect({ ...host, tell: (fact) => change(fact).forEach(host.tell) }),
  });

/** A port that is told something else than it was. */
const obeying =
  (change: (command: PlayerCommand) => readonly PlayerCommand[]) =>
  (port: PlayerPort): PlayerPort => ({ ...port, run: (command) => change(command).forEach(port.run) });

/** A port that says something more when a command comes. */
const onCommand =
  (type: PlayerCommand['type'], act: (host: PlayerHost) => void) =>
  (port: PlayerPort): PlayerPort => {
    let host: PlayerHost;
    return {
      ...port,
      connect(to) {
        const undo = port.connect(to);
        host = to;
        return undo;
      },
      run(command) {
        if (command.type === type) act(host);
        port.run(command);
      },
    };
  };

const onHost =
  (change: (host: PlayerHost) => PlayerHost) =>
  (port: PlayerPort): PlayerPort => ({ ...port, connect: (host) => port.connect(change(host)) });

const without = (type: PlayerCommand['type']) => obeying((command) => (command.type === type ? [] : [command]));
const silent = (type: PlayerFact['type']) => saying((fact) => (fact.type === type ? [] : [fact]));
const twice = (type: PlayerFact['type']) => saying((fact) => (fact.type === type ? [fact, fact] : [fact]));
const framesAs = (change: (fact: Extract<PlayerFact, { type: 'content-frame' }>) => object) =>
  saying((fact) => [fact.type === 'content-frame' ? { ...fact, ...change(fact) } : fact]);

/** By the rule that is broken: the fake player, with one fault. */
const LIARS: Readonly<Record<string, (port: PlayerPort) => PlayerPort>> = {
  'A second connect is refused while the first one lasts.': (port) => {
    let isTaken = false;
    const connect: PlayerPort['connect'] = (host) => {
      if (isTaken) return () => undefined;
      isTaken = true;
      const undo = port.connect(host);
      return () => ((isTaken = false), undo());
    };
    return { ...port, connect };
  },
  'Each media playlist is handed to the host first, and its answer is what is played.': onHost((host) => ({
    ...host,
    playlist: (loaded) => (host.playlist(loaded), loaded.text),
  })),
  'Frames and the play state are told once the player plays.': silent('play-state'),
  'Commands that mean nothing change nothing.': onCommand('drop-ad', (host) =>
    host.tell({ type: 'play-state', state: 'waiting' }),
  ),
  'A host that throws costs neither a frame nor a playlist.': onHost((host) => {
    let isHurt = false;
    const tell = (fact: PlayerFact): void => {
      if (isHurt) return;
      isHurt = true;
      host.tell(fact);
      isHurt = false;
    };
    return { ...host, tell };
  }),
  'seek-program goes to the programme time, within a segment.': without('seek-program'),
  'pause and play stop the content and let it go on, and both are told.': without('pause'),
  'An ad that is not there fails in time, and content goes on.': silent('ad-failed'),
  'show-ad begins with the first frame of the ad, and content runs on, muted.': without('show-ad'),
  'prepare-ad is answered with ad-ready in time, the ad unseen and content heard.': silent('ad-ready'),
  'pause and play reach the ad on the screen.': silent('ad-play-state'),
  'An ad that is played to its end is told to have ended.': silent('ad-ended'),
  'drop-ad frees the ad.': (port) => {
    let isDropped = false;
    const lose = saying((fact) => (isDropped && fact.type === 'content-frame' ? [] : [fact]));
    const note = obeying((command) => {
      if (command.type === 'drop-ad' && command.adInstanceId === 'dropped') isDropped = true;
      return [command];
    });
    return note(lose(port));
  },
  'reload-content brings frames again.': obeying((command) =>
    command.type === 'reload-content' ? [{ type: 'pause' }] : [command],
  ),
  'Undo may be called twice, and nothing is told or obeyed after it.': (port) => ({
    ...port,
    connect: (host) => {
      port.connect(host);
      return () => undefined;
    },
  }),
  'Every fact has the shape that the port states, its URLs absolute.': framesAs(() => ({ uri: 'hi-001.m4s' })),
  'While content plays, a frame is told at least every 100 ms.': (port) => {
    let count = 0;
    return saying((fact) => (fact.type === 'content-frame' && count++ % 3 > 0 ? [] : [fact]))(port);
  },
  'Visibility is told after it is asked for, and not otherwise.': saying((fact) =>
    fact.type === 'latency' ? [fact, { type: 'visibility', share: 1 }] : [fact],
  ),
  'The sound is told when it changes, and only then.': saying((fact) =>
    fact.type === 'latency' ? [fact, { type: 'volume', muted: false }] : [fact],
  ),
  'Quality, full screen, the page and visibility are told when they change, and only then.': saying((fact) =>
    fact.type === 'latency' ? [fact, { type: 'fullscreen', on: true }] : [fact],
  ),
  'An ad is ready before a frame of it is told, and once it has failed none is.': silent('ad-ready'),
  'Inside a segment, programme time goes with media time.': framesAs(({ mediaMs }) => ({ programMs: 2 * mediaMs })),
  'Media time goes back only after a seek or a reload.': framesAs(({ mediaMs }) => ({ mediaMs: 1e7 - mediaMs })),
  'The play state is told when it changes, and only then.': twice('play-state'),
  'Latency is told about once a second, or never.': twice('latency'),
  'Of an ad, ready, failed and ended are told at most once.': twice('ad-ended'),
  'The time of an ad never goes back.': saying((fact) => [
    fact.type === 'ad-frame' ? { ...fact, adMs: 1e5 - fact.adMs } : fact,
  ]),
  'The play state of an ad is told when it changes, and only then.': twice('ad-play-state'),
  'Nothing is told of an ad that was dropped or left for content.': without('drop-ad'),
};

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

  it.each(Object.entries(LIARS))('finds out a port that breaks: %s', async (rule, change) => {
    const results = await tryFake(change);
    expect(broken(results).map((text) => text.slice(0, rule.length))).toContain(rule);
  });
});
