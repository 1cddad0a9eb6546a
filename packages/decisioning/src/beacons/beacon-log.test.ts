import { describe, expect, it } from 'vitest';
import { createBeaconLog } from './beacon-log.js';
import type { HeardBeacon } from './heard-beacon.js';

const aBeacon = (more: Partial<HeardBeacon> = {}): HeardBeacon => ({
  sessionId: 's',
  adInstanceId: 'ad',
  level: 0,
  event: 'start',
  index: 0,
  of: null,
  at: null,
  code: null,
  playhead: null,
  cacheBusting: null,
  party: 'client',
  ...more,
});

describe('createBeaconLog', () => {
  it('lists beacons in order of arrival, each key once with its count', () => {
    const log = createBeaconLog();
    expect(log.hear(aBeacon({ event: 'impression' }), 10)).toBe(false);
    expect(log.hear(aBeacon({ event: 'start' }), 20)).toBe(false);
    expect(log.hear(aBeacon({ event: 'impression' }), 30)).toBe(true);
    const { beacons, totals } = log.list('s');
    expect(beacons.map(({ event, atMs, count }) => [event, atMs, count])).toEqual([
      ['impression', 10, 2],
      ['start', 20, 1],
    ]);
    expect(totals).toEqual({ unique: 2, duplicates: 1 });
  });

  it('takes another ad, level or index for another beacon', () => {
    const log = createBeaconLog();
    const all = [aBeacon(), aBeacon({ adInstanceId: 'x' }), aBeacon({ level: 1 }), aBeacon({ index: 1 })];
    expect(all.map((beacon) => log.hear(beacon, 0))).toEqual([false, false, false, false]);
  });

  it('takes an icon, a companion and the ad itself for three', () => {
    const log = createBeaconLog();
    const all = [null, 'icon:0', 'icon:1', 'companion:0'].map((of) => aBeacon({ event: 'creativeView', of }));
    expect(all.map((beacon) => log.hear(beacon, 0))).toEqual([false, false, false, false]);
    expect(log.hear(all[1]!, 0)).toBe(true);
    expect(log.list('s').beacons.map(({ of, count }) => [of, count])).toEqual([
      [null, 1],
      ['icon:0', 2],
      ['icon:1', 1],
      ['companion:0', 1],
    ]);
  });

  it('takes a progress at five seconds and one at a quarter for two, and each retry for one', () => {
    const log = createBeaconLog();
    const [first, second] = ['5000ms', '25%'].map((at) => aBeacon({ event: 'progress', at }));
    expect([first!, second!, first!].map((beacon) => log.hear(beacon, 0))).toEqual([false, false, true]);
  });

  it('tells a second pause from a retry of the first by its cache buster', () => {
    const log = createBeaconLog();
    expect(log.hear(aBeacon({ event: 'pause', cacheBusting: '11111111' }), 0)).toBe(false);
    expect(log.hear(aBeacon({ event: 'pause', cacheBusting: '22222222' }), 0)).toBe(false);
    expect(log.hear(aBeacon({ event: 'pause', cacheBusting: '22222222' }), 0)).toBe(true);
    expect(log.hear(aBeacon({ event: 'complete', cacheBusting: '1' }), 0)).toBe(false);
    expect(log.hear(aBeacon({ event: 'complete', cacheBusting: '2' }), 0)).toBe(true);
  });

  it('keeps sessions apart', () => {
    const log = createBeaconLog();
    log.hear(aBeacon({ sessionId: 'a' }), 0);
    log.hear(aBeacon({ sessionId: 'b' }), 0);
    expect(log.list('a').totals.unique).toBe(1);
    expect([...log.all()].map(({ sessionId }) => sessionId)).toEqual(['a', 'b']);
  });

  it('puts into words only what one session sent, where that is asked for: anybody may ask, and the list is long', () => {
    const log = createBeaconLog();
    let described = 0;
    for (let n = 0; n < 1000; n++)
      log.note(`s${n}\nkey`, 0, () => {
        described += 1;
        return aBeacon({ sessionId: `s${n}` });
      });
    log.note('s7\n8\nkey', 0, () => aBeacon({ sessionId: 's7\n8' }));
    expect(log.list('s7')).toMatchObject({ beacons: [{ sessionId: 's7' }], totals: { unique: 1 } });
    expect(log.list('s7\n8').totals.unique).toBe(1);
    expect(described).toBe(1);
  });

  it('forgets the oldest when it is full', () => {
    const log = createBeaconLog(2);
    for (const adInstanceId of ['1', '2', '3']) log.hear(aBeacon({ adInstanceId }), 0);
    expect(log.list('s').beacons.map(({ adInstanceId }) => adInstanceId)).toEqual(['2', '3']);
  });
});
