import type { Stage } from '../stage.js';
import { between, type Chance } from './chance.js';
import { POD_MS, type Answer, type FaultedBreak } from './faulted-break.js';

/** One thing that can go wrong. Names begin with the kind. */
export interface Fault<Put extends FaultedBreak = FaultedBreak> {
  readonly name: string;
  put(brk: Put, chance: Chance): void;
}

const oneOf = <Value>(chance: Chance, values: readonly Value[]): Value =>
  values[Math.floor(chance() * values.length)] as Value;

const decision = (name: string, answer: (chance: Chance) => Answer): Fault => ({
  name: `network: decision ${name}`,
  put: (brk, chance) => void (brk.decide = answer(chance)),
});

const adFiles = (name: string, matches: RegExp, answer: Answer): Fault => ({
  name: `network: ad ${name}`,
  put(brk, chance) {
    const victims = chance() < 0.3 ? brk.names : [oneOf(chance, brk.names)];
    brk.serve.push((url) => (victims.some((ad) => url.includes(`/${ad}/`)) && matches.test(url) ? answer : null));
  },
});

const beacons = (name: string, answer: Answer): Fault => ({
  name: `network: beacons ${name}`,
  put(brk, chance) {
    brk.isDeaf = true;
    const share = chance();
    brk.serve.push((url) =>
      brk.names.some((ad) => url.includes(`beacons.example/${ad}/`)) && chance() < share ? answer : null,
    );
  },
});

const element = (
  error: 'MEDIA_NOT_FOUND' | 'MEDIA_TIMEOUT' | 'MEDIA_UNSUPPORTED' | 'MEDIA_DECODE' | 'ELEMENT_REFUSED',
) => ({
  name: `${error === 'ELEMENT_REFUSED' ? 'decoder' : 'media'}: ${error} in a second element`,
  put(brk: FaultedBreak, chance: Chance) {
    const victims = chance() < 0.5 ? brk.names : [oneOf(chance, brk.names)];
    brk.element.push((url) => (victims.some((ad) => url.includes(ad)) ? error : null));
  },
});

const signal = (name: string, faults: (chance: Chance) => FaultedBreak['channel']): Fault => ({
  name: `signals: ${name}`,
  put: (brk, chance) => void (brk.channel = { ...brk.channel, ...faults(chance) }),
});

const throwing = (name: string, what: RegExp, lengths = [50, 500, 5000, 40_000]): Fault => ({
  name: `exceptions: ${name}`,
  put(brk, chance) {
    const fromMs = brk.atMs + between(chance, -15_000, POD_MS);
    brk.throws.push({ what, fromMs, untilMs: fromMs + oneOf(chance, lengths) });
  },
});

const MEDIA = /\/(video|audio)\.m3u8$/;

/** Everything that can go wrong in a break. */
export const FAULTS: readonly Fault[] = [
  decision('500', () => ({ status: 500 })),
  decision('404', () => ({ status: 404 })),
  decision('without an answer', () => ({ delayMs: 600_000 })),
  decision('late', (chance) => ({ delayMs: between(chance, 300, 6000) })),
  decision('not JSON', () => ({ text: '<html>busy</html>' })),
  decision('cut in the middle', () => ({ text: '{"protocol":1,"pod":{"id":' })),
  decision('refused', () => ({ status: 0, failure: 'network' })),
  adFiles('playlist 404', /\.m3u8$/, { status: 404 }),
  adFiles('playlist without an answer', /\.m3u8$/, { delayMs: 600_000 }),
  adFiles('rendition 404', MEDIA, { status: 404 }),
  adFiles('rendition is not a playlist', MEDIA, { text: 'no playlist' }),
  adFiles('rendition late', MEDIA, { delayMs: 2500 }),
  adFiles('segments 404 when warmed', /\.m4s$/, { status: 404 }),
  beacons('500', { status: 500 }),
  beacons('offline', { status: 0, failure: 'offline' }),
  beacons('broken off', { status: 0, failure: 'network' }),
  beacons('without an answer', { delayMs: 600_000 }),
  {
    name: 'media: a segment that does not play',
    put(brk, chance) {
      const ad = oneOf(chance, brk.names);
      const n = between(chance, 0, 2);
      brk.isBroken.push((uri) => uri.endsWith(`/${ad}/video/${n}.m4s`));
    },
  },
  element('MEDIA_NOT_FOUND'),
  element('MEDIA_TIMEOUT'),
  element('MEDIA_UNSUPPORTED'),
  element('MEDIA_DECODE'),
  element('ELEMENT_REFUSED'),
  {
    name: 'lifecycle: paused by the viewer',
    put(brk, chance) {
      const fromMs = brk.atMs + between(chance, -4000, POD_MS);
      const untilMs = fromMs + between(chance, 300, 9000);
      brk.acts.push({ atMs: fromMs, act: ({ player }) => player.pause() });
      brk.acts.push({ atMs: untilMs, act: ({ player }) => player.play() });
    },
  },
  {
    name: 'lifecycle: paused while content comes back',
    put(brk, chance) {
      const fromMs = brk.atMs + POD_MS + between(chance, -300, 500);
      const untilMs = fromMs + between(chance, 300, 12_000);
      brk.acts.push({ atMs: fromMs, act: ({ player }) => player.pause() });
      brk.acts.push({ atMs: untilMs, act: ({ player }) => player.play() });
    },
  },
  {
    name: 'lifecycle: a page that is hidden before the break',
    put(brk, chance) {
      const page = (hidden: boolean) => ({
        act: ({ player }: Stage) => player.say({ type: 'page', hidden }),
      });
      brk.acts.push({ atMs: brk.atMs - between(chance, 100, 9000), ...page(true) });
      brk.acts.push({ atMs: brk.atMs + between(chance, 100, POD_MS + 4000), ...page(false) });
    },
  },
  {
    name: 'media: content fails for good away from the break, and the player goes on',
    put(brk, chance) {
      const url = 'https://origin.example/hi/1.m4s';
      const failed = { type: 'content-failed', url, status: 503, fatal: true, detail: 'injected' } as const;
      brk.acts.push({ atMs: brk.atMs - between(chance, 4000, 9000), act: ({ player }) => player.say(failed) });
    },
  },
  {
    name: 'player: slow to load anew, and to seek',
    put: (brk, chance) => void (brk.slowMs = between(chance, 500, 4500)),
  },
  {
    name: 'lifecycle: hidden and shown',
    put(brk, chance) {
      const fromMs = brk.atMs + between(chance, -4000, POD_MS);
      brk.acts.push({ atMs: fromMs, act: (stage) => stage.goThrough('hidden') });
      brk.acts.push({ atMs: fromMs + between(chance, 100, 9000), act: (stage) => stage.goThrough('visible') });
    },
  },
  {
    name: 'lifecycle: leaves and comes back',
    put(brk, chance) {
      const fromMs = brk.atMs + between(chance, -4000, POD_MS);
      brk.acts.push({ atMs: fromMs, act: (stage) => stage.goThrough('leaving') });
      brk.acts.push({ atMs: fromMs + between(chance, 100, 9000), act: (stage) => stage.goThrough('visible') });
    },
  },
  {
    name: 'lifecycle: the clock jumps on, as after a sleep',
    put(brk, chance) {
      const jumpMs = between(chance, 1000, 90_000);
      brk.acts.push({ atMs: brk.atMs + between(chance, -4000, POD_MS), act: (stage) => stage.sleep(jumpMs) });
    },
  },
  signal('ends early', (chance) => ({ earlyInAfterMs: between(chance, 0, POD_MS) })),
  signal('no end', () => ({ noIn: true })),
  signal('extended', (chance) => ({ extendByMs: between(chance, 1000, 8000) })),
  signal('taken back', (chance) => ({ cancelAfterMs: between(chance, 0, 12_000) })),
  signal('told twice', () => ({ duplicate: true })),
  signal('dates jump', (chance) => ({ pdtJumpMs: between(chance, -3000, 3000) })),
  signal('tags missing for a while', (chance) => {
    const fromMs = between(chance, 0, 8000);
    return { missingTag: { fromMs, untilMs: fromMs + between(chance, 1000, 9000) } };
  }),
  // A player that obeys nothing for longer cannot be helped; content is back as soon as it does.
  throwing('player', /^player /, [50, 500, 2000]),
  throwing('network', /^http /),
  // No engine refuses timers for longer: all that a session does after a while it does by them.
  throwing('timers', /^clock/, [50]),
  throwing('UI', /^ui/),
  throwing('storage', /^storage /),
  throwing('a listener of every event', /^listener /),
  throwing("the application's policy and onBeacon", /^(policy|onBeacon)/),
];
