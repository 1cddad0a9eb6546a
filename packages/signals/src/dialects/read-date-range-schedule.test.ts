import { describe, expect, it } from 'vitest';
import { NOON, OUT } from './playlist.builder.js';
import { readDateRangeSchedule } from './read-date-range-schedule.js';

const INTERSTITIAL = { CLASS: 'com.apple.hls.interstitial', 'X-ASSET-LIST': 'list.json' };
const SCHEDULE = { CLASS: 'com.apple.hls.daterange-schedule', 'X-URI': 'more.json' };
const from = (trail: readonly string[] = []) => ({ id: 's', uri: 'https://a.example/s.json', startsAt: NOON, trail });
const read = (...entries: readonly unknown[]) => readDateRangeSchedule(JSON.stringify({ DATERANGES: entries }), from());

describe('readDateRangeSchedule (com.apple.hls.daterange-schedule)', () => {
  it('places entries by X-SCHEDULE-OFFSET from its own start, or by START-DATE', () => {
    const { signals, causes } = read(
      { ...INTERSTITIAL, ID: 'a', 'X-SCHEDULE-OFFSET': 30.5 },
      { ...INTERSTITIAL, ID: 'b', 'START-DATE': '2026-11-22T13:00:00Z' },
      { ...INTERSTITIAL, ID: 'c', 'X-SCHEDULE-OFFSET': '0' },
    );
    expect(causes).toEqual([]);
    expect(signals).toMatchObject([
      { key: 'a', carrier: 'schedule', startsAt: NOON + 30_500, interstitial: { assetListUri: 'list.json' } },
      { key: 'b', startsAt: NOON + 3_600_000 },
      { key: 'c', startsAt: NOON },
    ]);
  });
  it('names entries without an ID by their place', () => {
    const entry = { ...INTERSTITIAL, 'X-SCHEDULE-OFFSET': 1 };
    expect(read(entry, entry).signals.map(({ key }) => key)).toEqual(['s/0', 's/1']);
  });
  it('reads numbers and objects of X- attributes', () => {
    const entry = {
      ...INTERSTITIAL,
      'X-SCHEDULE-OFFSET': 1,
      'X-PLAYOUT-LIMIT': 15,
      'X-AD-CREATIVE-SIGNALING': { version: 2 },
    };
    expect(read(entry).signals).toMatchObject([
      { interstitial: { playoutLimitMs: 15_000, creativeSignaling: '{"version":2}' } },
    ]);
  });
  it('hears SCTE-35 and preloads in it too', () => {
    const { signals } = read(
      { CLASS: 'x', ID: 'o', 'X-SCHEDULE-OFFSET': 10, 'SCTE35-OUT': OUT },
      { CLASS: 'com.apple.hls.preload', ID: 'p', 'X-SCHEDULE-OFFSET': 5, 'X-URI': 'list.json', 'X-TARGET-ID': 'o' },
    );
    expect(signals).toMatchObject([
      { type: 'break-start', key: 'o', carrier: 'schedule', plannedMs: 30_000 },
      { type: 'break-hint', key: 'p', target: 'o' },
    ]);
  });
  it('names the schedules in it, with the way to them', () => {
    const { schedules } = read({ ...SCHEDULE, ID: 'n', 'X-SCHEDULE-OFFSET': 60 });
    expect(schedules).toEqual([
      { id: 'n', uri: 'more.json', startsAt: NOON + 60_000, trail: ['https://a.example/s.json'] },
    ]);
  });
  it('is not read inside of itself', () => {
    const reading = readDateRangeSchedule('{"DATERANGES":[]}', from(['https://a.example/s.json']));
    expect(reading.causes[0]?.detail).toContain('named inside of itself, expected no circle');
  });
  it('goes 4 deep and not deeper', () => {
    const json = JSON.stringify({ DATERANGES: [{ ...SCHEDULE, 'X-SCHEDULE-OFFSET': 0 }] });
    expect(readDateRangeSchedule(json, from(['1', '2'])).schedules).toHaveLength(1);
    const deepest = readDateRangeSchedule(json, from(['1', '2', '3']));
    expect(deepest.schedules).toEqual([]);
    expect(deepest.causes[0]?.detail).toContain('it is 4 deep and names more');
  });
  it('reads a thousand entries and tells that there are more', () => {
    const entries = Array.from({ length: 1_001 }, (_none, at) => ({ ...INTERSTITIAL, 'X-SCHEDULE-OFFSET': at }));
    const { signals, causes } = read(...entries);
    expect(signals).toHaveLength(1_000);
    expect(causes.map(({ detail }) => detail)).toEqual([
      's: Cannot read schedule https://a.example/s.json: it has 1001 entries, expected 1000 at most',
    ]);
  });
  it.each([
    ['both times', { ...INTERSTITIAL, 'X-SCHEDULE-OFFSET': 1, 'START-DATE': '2026-11-22T13:00:00Z' }],
    ['neither time', INTERSTITIAL],
    ['no CLASS', { 'X-SCHEDULE-OFFSET': 1 }],
    ['nothing', null],
    ['an offset that is none', { ...INTERSTITIAL, 'X-SCHEDULE-OFFSET': 1e300 }],
  ])('passes over an entry with %s, and tells it', (_what, entry) => {
    const { signals, causes } = read(entry, { ...INTERSTITIAL, 'X-SCHEDULE-OFFSET': 2 });
    expect(signals).toHaveLength(1);
    expect(causes.map(({ detail }) => detail)).toEqual([expect.stringContaining('entry 0 has not one of START-DATE')]);
  });
  it.each(['', '{', '[]', 'null', '{"DATERANGES":{}}', '7'])('tells that %j is no schedule', (json) => {
    const { signals, causes } = readDateRangeSchedule(json, from());
    expect([signals, causes.map(({ name }) => name)]).toEqual([[], ['SIGNAL_UNREADABLE']]);
  });
});
