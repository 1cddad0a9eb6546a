import { between, oneOf, type Chance } from './chance.js';
import { POD_MS, type FaultedBreak, type Strategy } from './faulted-break.js';
import type { Application, DecoderMode } from './mischief.js';
import { adFiles, NETWORK_FAULTS } from './network-faults.js';

/** One thing that can go wrong. Names begin with the kind. */
export interface Fault {
  readonly name: string;
  /** To other strategies it means nothing. */
  readonly only?: readonly Strategy[];
  put(brk: FaultedBreak, chance: Chance): void;
}

const encoding = (name: 'long' | 'short'): Fault => ({
  name: `media: sound too ${name}`,
  put(brk) {
    const [first] = brk.ads;
    if (first) brk.ads = [{ ...first, segments: 3, encoding: name }];
  },
});

const decoder = (mode: Exclude<DecoderMode, 'two'>): Fault => ({
  name: `decoder: ${{ deny: 'second element refused', steal: 'content stolen from', crosstalk: 'events cross' }[mode]}`,
  only: ['secondElement'],
  put(brk, chance) {
    const fromMs = brk.atMs - 5000;
    brk.acts.push({ atMs: fromMs, act: 'decoder', mode });
    brk.acts.push({ atMs: fromMs + between(chance, 4500, 5000 + POD_MS), act: 'decoder', mode: 'two' });
  },
});

/** Something begins and ends; meanwhile no frame is owed where `isIdle`. */
const spell = (
  name: string,
  longestMs: number,
  isIdle: boolean,
  put: (brk: FaultedBreak, fromMs: number, untilMs: number) => void,
): Fault => ({
  name: `lifecycle: ${name}`,
  put(brk, chance) {
    const fromMs = brk.atMs + between(chance, -4000, POD_MS);
    const untilMs = fromMs + between(chance, 300, longestMs);
    put(brk, fromMs, untilMs);
    if (isIdle) brk.idle.push({ fromMs, untilMs });
  },
});

const signal = (name: string, faults: (chance: Chance) => FaultedBreak['channel']): Fault => ({
  name: `signals: ${name}`,
  put: (brk, chance) => void (brk.channel = { ...brk.channel, ...faults(chance) }),
});

const throwing = (name: string, what: string, lengths = [50, 500, 5000, 12_000]): Fault => ({
  name: `exceptions: ${name}`,
  put(brk, chance) {
    const fromMs = brk.atMs + between(chance, -12_000, POD_MS);
    brk.throws.push({ what, fromMs, untilMs: fromMs + oneOf(chance, lengths) });
  },
});

const application = (what: Application): Fault => ({
  name: `exceptions: ${what}`,
  put: (brk) => void brk.application.push(what),
});

const SEGMENT = /\/(\w+-\d+\.m4s|file\.mp4)$/;

/** Everything that can go wrong in a break in a real browser. */
export const FAULTS: readonly Fault[] = [
  ...NETWORK_FAULTS,
  adFiles('media: segments are garbage', SEGMENT, () => ({ is: 'garbage' })),
  adFiles('media: second segment is garbage', /-001\.m4s$/, () => ({ is: 'garbage' })),
  adFiles('media: init segment is garbage', /-init\.mp4$/, () => ({ is: 'garbage' })),
  adFiles('media: picture is sound', /\/(hi|lo)-init\.mp4$/, () => ({ is: 'instead', file: 'audio-init.mp4' })),
  adFiles('media: a codec that nobody has', /\/main\.m3u8$/, () => ({
    is: 'text',
    text: '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=120000,RESOLUTION=480x270,CODECS="hvc1.1.6.L93.B0,ec-3"\nhi.m3u8\n',
  })),
  encoding('long'),
  encoding('short'),
  {
    name: 'media: a progressive file',
    only: ['secondElement', 'reattach'],
    put(brk) {
      const [first] = brk.ads;
      if (first) brk.ads = [{ ...first, segments: 3, file: 'mp4' }];
    },
  },
  decoder('deny'),
  decoder('steal'),
  decoder('crosstalk'),
  spell('paused by the viewer', 5000, true, (brk, fromMs, untilMs) => {
    brk.acts.push({ atMs: fromMs, act: 'pause' }, { atMs: untilMs, act: 'play' });
  }),
  spell('hidden and shown', 6000, false, (brk, fromMs, untilMs) => {
    brk.acts.push({ atMs: fromMs, act: 'hide' }, { atMs: untilMs, act: 'show' });
  }),
  spell('frozen', 4000, true, (brk, fromMs, untilMs) => {
    brk.device.push({ atMs: fromMs, act: 'freeze' }, { atMs: untilMs, act: 'thaw' });
  }),
  spell('page stands still', 2500, true, (brk, fromMs, untilMs) => {
    brk.acts.push({ atMs: fromMs, act: 'block', ms: untilMs - fromMs });
  }),
  spell('the clock jumps on', 60_000, false, (brk, fromMs, untilMs) => {
    brk.acts.push({ atMs: fromMs, act: 'jump', ms: untilMs - fromMs });
  }),
  signal('ends early', (chance) => ({ earlyInAfterMs: between(chance, 0, POD_MS) })),
  signal('no end', () => ({ noIn: true })),
  signal('extended', (chance) => ({ extendByMs: between(chance, 500, 3840) })),
  signal('taken back', (chance) => ({ cancelAfterMs: between(chance, 0, 12_000) })),
  signal('told twice', () => ({ duplicate: true })),
  signal('tags missing for a while', (chance) => {
    const fromMs = between(chance, 0, 8000);
    return { missingTag: { fromMs, untilMs: fromMs + between(chance, 1000, 6000) } };
  }),
  throwing('player', '^player ', [50, 500, 2000]),
  throwing('network', '^http '),
  throwing('timers', '^clock', [50]),
  throwing('UI', '^ui'),
  throwing('storage', '^storage '),
  throwing('a listener of every event', '^listener '),
  throwing("the application's policy and onBeacon", '^(policy|onBeacon)'),
  throwing("the application's choice of files", '^choose', [12_000]),
  application('consent throws'),
  application('consent rejects'),
  application('identity throws'),
  application('identity rejects'),
  application('attestation throws'),
  application('attestation rejects'),
];
