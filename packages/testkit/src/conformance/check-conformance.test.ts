import type { PlayerCommand, PlayerFact, PlayerHost, PlayerPort } from '@cutaway/core';
import { describe, expect, it } from 'vitest';
import { broken, tryFake, type StageFault } from './try-fake.builder.js';

const VISIBILITY = 'Visibility is told soon after it is asked for.';
const SAYS_NOTHING = 'what can be seen is what a test says';

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
/** An ad that comes at its time, whatever the viewer does before it. */
const neverHeld = (ad: string): ((port: PlayerPort) => PlayerPort) => {
  let isTold = false;
  return obeying((command) => {
    const isLost = isTold && command.type === 'pause';
    isTold = command.type === 'show-ad' && command.adInstanceId === ad;
    return isLost ? [] : [command];
  });
};
const framesAs = (change: (fact: Extract<PlayerFact, { type: 'content-frame' }>) => object) =>
  saying((fact) => [fact.type === 'content-frame' ? { ...fact, ...change(fact) } : fact]);

/** By the rule that is broken: the fake player, with one fault. */
const LIARS: Readonly<Record<string, (port: PlayerPort) => PlayerPort>> = {
  'A command before connect changes nothing.': obeying((command) => {
    if (command.type === 'reload-content') throw new Error('nothing is loaded');
    return [command];
  }),
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
  'rate changes how fast content plays, and the frames tell it.': without('rate'),
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
  'An ad that is told ahead waits with a viewer who holds content before it.': neverHeld('ahead'),
  'prepare-ad with reattach is answered in time, and content plays on in its element.': silent('ad-ready'),
  'show-ad with reattach plays the ad in the content’s element when it is due, and content until then.': obeying(
    (command) => [command.type === 'show-ad' ? { type: command.type, adInstanceId: command.adInstanceId } : command],
  ),
  'Nothing is told of content while an ad has its element.': saying((fact) =>
    fact.type === 'ad-frame' && fact.adInstanceId === 'lent' ? [fact, { type: 'latency', latencyMs: 6000 }] : [fact],
  ),
  'show-content with a programme time attaches content again, and goes on there, within a segment.': obeying(
    (command) =>
      command.type === 'show-content' && command.programMs ? [{ type: command.type, programMs: 0 }] : [command],
  ),
  'An ad with reattach that is told ahead waits with a viewer who holds content before it.': neverHeld('later'),
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
  'A port can be connected again after its undo.': (port) => {
    let isUsed = false;
    const connect: PlayerPort['connect'] = (host) => {
      if (isUsed) throw new Error('used already');
      const undo = port.connect(host);
      return () => ((isUsed = true), undo());
    };
    return { ...port, connect };
  },
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
  'Quality, rendition, full screen, the page and visibility are told when they change, and only then.': saying(
    (fact) => (fact.type === 'latency' ? [fact, { type: 'fullscreen', on: true }] : [fact]),
  ),
  'The rendition is told once content plays, and the playhead lies in its seekable range.': silent('rendition'),
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

/** By the rule that is broken: what is wrong with the page around the fake player. */
const FAULTS: Readonly<Record<string, StageFault>> = {
  'The next ad takes the place of the one on the screen.': 'keeps the old ad',
  'show-content brings picture, volume and mute back, and frees every ad.': 'stays muted',
  'drop-ad frees the ad.': 'keeps elements',
  'Undo with an ad on the screen leaves no element, and content as loud as before.': 'keeps elements',
  'Undo leaves nothing of its own alive: no listener, no timer.': 'keeps a listener',
  'After the last undo the content plays on.': 'pauses after undo',
};

describe('the conformance kit', () => {
  it('finds nothing wrong with the fake player, so that journeys play on a player that does not lie', async () => {
    const results = await tryFake({ excused: { [VISIBILITY]: SAYS_NOTHING } });
    expect(broken(results)).toEqual([]);
    expect(results.filter(({ ok }) => ok === null).map(({ detail }) => detail)).toEqual([
      `excused: ${SAYS_NOTHING} (no visibility in 2000 ms)`,
      'not tried: there is no page to look at',
      'not tried: nobody counts what is alive on the page',
      'not tried: there is no page to look at',
    ]);
  });

  it('looks at the page too, where there is one', async () => {
    const results = await tryFake({ fault: 'none', excused: { [VISIBILITY]: SAYS_NOTHING } });
    expect(broken(results)).toEqual([]);
    expect(results.filter(({ ok }) => ok === null)).toHaveLength(1);
  });

  it('has a liar for each of its rules', async () => {
    const rules = (await tryFake({})).map(({ rule }) => rule);
    expect(new Set([...Object.keys(LIARS), ...Object.keys(FAULTS), VISIBILITY])).toEqual(new Set(rules));
  });

  it.each(Object.entries(LIARS))('finds out a port that breaks: %s', async (rule, change) => {
    const results = await tryFake({ change });
    expect(broken(results).map((text) => text.slice(0, rule.length))).toContain(rule);
  });

  it.each(Object.entries(FAULTS))('finds out a page that breaks: %s', async (rule, fault) => {
    const results = await tryFake({ fault });
    expect(broken(results).map((text) => text.slice(0, rule.length))).toContain(rule);
  });

  it('says what it cannot try, and why', async () => {
    const change = (port: PlayerPort): PlayerPort => ({
      ...port,
      abilities: { ...port.abilities, rewritesPlaylists: false, secondElement: false },
    });
    const untried = (await tryFake({ change })).flatMap(({ ok, detail }) => (ok === null ? [detail] : []));
    expect(new Set(untried)).toEqual(
      new Set([
        'not tried: the player rewrites no playlists',
        'not tried: the player has no second element',
        'not tried: there is no page to look at',
        'not tried: nobody counts what is alive on the page',
      ]),
    );
  });
});
