import { describe, expect, it } from 'vitest';
import { planChannel } from './options.js';
import { readChannelOptions } from './read-channel-options.js';

describe('options of a channel as data', () => {
  it('are all that a plan has, so a plan is one', () => {
    const plan = planChannel({ schedule: { everyMs: 30_000, firstMs: 5_000 }, overlays: { atMs: [20_000] } }, 0);
    const told: unknown = JSON.parse(JSON.stringify(plan));
    expect(readChannelOptions(told as object)).toEqual(plan);
  });

  it('are refused where one is unknown: it would do nothing', () => {
    expect(() => readChannelOptions({ nope: 1 }, 'options of a.json')).toThrow(
      /^Cannot use options of a\.json: nope is unknown, expected one of epochMs, seed, .+, faults$/,
    );
    expect(() => readChannelOptions({ toString: 1 })).toThrow('toString is unknown');
  });

  it.each([
    [{ podMs: '8s' }, 'podMs is "8s", expected a number'],
    [{ autoReturn: 1 }, 'autoReturn is 1, expected true or false'],
    [{ markers: 'all' }, 'markers is "all", expected one of scte35, interstitial, both, cue-out'],
    [{ schedule: {} }, 'schedule is {}, expected "none", {"everyMs", "firstMs"} or {"atMs": [...]}'],
    [{ schedule: { everyMs: 8_000, frstMs: 1 } }, 'schedule is {"everyMs":8000,"frstMs":1}'],
    [
      { assets: { names: ['ad-red'] } },
      'assets is {"names":["ad-red"]}, expected {"names": [...], "encoding": "exact"',
    ],
    [{ vodBreaks: [{ at: 0 }] }, 'vodBreaks is [{"at":0}], expected a list of {"atMs", "plannedMs"}'],
    [
      { interstitialAttributes: { 'X-SNAP': 1 } },
      'interstitialAttributes is {"X-SNAP":1}, expected an object of texts',
    ],
    [{ breakFaults: { 'break-0': true } }, 'breakFaults is {"break-0":true}, expected an object of faults by break id'],
    [{ faults: [{ status: 404 }] }, 'faults is [{"status":404}], expected a list of {"path", ...}'],
  ])('are refused in %j', (value, sentence) => {
    expect(() => readChannelOptions(value)).toThrow(`Cannot use channel options: ${sentence}`);
  });
});
