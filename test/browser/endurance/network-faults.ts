import type { ServeFault } from '@cutaway/testkit';
import { between, oneOf, type Chance } from './chance.js';
import type { Fault } from './faults.js';
import { POD_MS, type DeviceAct } from './faulted-break.js';
import type { Trouble } from './front.js';

const decision = (name: string, trouble: (chance: Chance) => Trouble): Fault => ({
  name: `network: decision ${name}`,
  put(brk, chance) {
    const given = trouble(chance);
    brk.troubles.push((path) => (path.startsWith('/decision/') ? given : null));
  },
});

export const adFiles = (name: string, matches: RegExp, trouble: (chance: Chance) => Trouble): Fault => ({
  name,
  put(brk, chance) {
    const names = brk.ads.map((ad) => ad.name);
    const victims = chance() < 0.3 ? names : [oneOf(chance, names)];
    const given = trouble(chance);
    brk.troubles.push((path) =>
      victims.some((victim) => path.startsWith(`/ad/${victim}/`)) && matches.test(path) ? given : null,
    );
  },
});

const beacons = (name: string, trouble: Trouble): Fault => ({
  name: `network: beacons ${name}`,
  put(brk, chance) {
    brk.isDeaf = true;
    const share = chance();
    brk.troubles.push((path) => (path.startsWith('/beacon/') && chance() < share ? trouble : null));
  },
});

const content = (name: string, path: string, wrong: Pick<ServeFault, 'status' | 'delayMs'>): Fault => ({
  name: `network: content ${name}`,
  put(brk, chance) {
    const fromMs = brk.atMs + between(chance, -7000, POD_MS);
    const untilMs = fromMs + between(chance, 500, 2500);
    brk.serve.push({ ...wrong, path, fromMs, untilMs });
    brk.idle.push({ fromMs, untilMs: untilMs + (wrong.delayMs ?? 0) });
  },
});

const line = (name: string, act: DeviceAct['act'], longestMs: number): Fault => ({
  name: `network: ${name}`,
  put(brk, chance) {
    const fromMs = brk.atMs + between(chance, -7000, POD_MS);
    const untilMs = fromMs + between(chance, 500, longestMs);
    brk.device.push({ atMs: fromMs, act }, { atMs: untilMs, act: 'online' });
    brk.idle.push({ fromMs, untilMs });
    // What left just before may have come, and nobody knows.
    brk.isDeaf = true;
  },
});

const status = (code: number) => (): Trouble => ({ is: 'status', status: code });
const is = (trouble: Trouble) => (): Trouble => trouble;
const HANG: Trouble = { is: 'hang' };
const NO_POD = JSON.stringify({
  ...{ protocol: 1, stitched: null, errorUrls: [] },
  pod: { id: 'none', breakId: 'any', beaconedBy: 'client', ads: [] },
});
const MAIN = /\/(main\.m3u8|file\.mp4)$/;
const RENDITION = /\/(hi|lo|audio)\.m3u8$/;
const SEGMENT = /\/(\w+-\d+\.m4s|file\.mp4)$/;
const ad = (name: string, matches: RegExp, trouble: (chance: Chance) => Trouble): Fault =>
  adFiles(`network: ad ${name}`, matches, trouble);

/** What servers and lines do. */
export const NETWORK_FAULTS: readonly Fault[] = [
  decision('404', status(404)),
  decision('500', status(500)),
  decision('without an answer', is(HANG)),
  decision('late', (chance) => ({ is: 'late', ms: between(chance, 300, 6000) })),
  decision('not JSON', is({ is: 'text', text: '<html>busy</html>' })),
  decision('cut in the middle', is({ is: 'text', text: '{"protocol":1,"pod":{"id":' })),
  decision('broken off', is({ is: 'reset' })),
  decision('empty', is({ is: 'text', text: NO_POD })),
  ad('playlist 404', MAIN, status(404)),
  ad('playlist 500', MAIN, status(500)),
  ad('playlist without an answer', MAIN, is(HANG)),
  ad('playlist is none', MAIN, is({ is: 'text', text: 'no playlist' })),
  ad('rendition 404', RENDITION, status(404)),
  ad('rendition late', RENDITION, is({ is: 'late', ms: 2500 })),
  ad('segments 404', SEGMENT, status(404)),
  ad('segments 500', SEGMENT, status(500)),
  ad('segments stalled', SEGMENT, is({ is: 'stall' })),
  ad('segments broken off', SEGMENT, is({ is: 'reset' })),
  ad('segments late', SEGMENT, (chance) => ({ is: 'late', ms: between(chance, 500, 3000) })),
  ad('second segment 404', /-001\.m4s$/, status(404)),
  ad('second segment stalled', /-001\.m4s$/, is({ is: 'stall' })),
  beacons('500', { is: 'status', status: 500 }),
  beacons('without an answer', HANG),
  beacons('broken off', { is: 'reset' }),
  content('segments 404', '^/live/(hi|lo|audio)/\\d', { status: 404 }),
  content('segments 500', '^/live/(hi|lo|audio)/\\d', { status: 500 }),
  content('segments late', '^/live/(hi|lo|audio)/\\d', { delayMs: 1500 }),
  content('playlists 500', '^/live/(hi|lo|audio)\\.m3u8', { status: 500 }),
  content('playlists late', '^/live/(hi|lo|audio)\\.m3u8', { delayMs: 2000 }),
  line('offline', 'offline', 4000),
  line('slow line', 'slow', 5000),
];
