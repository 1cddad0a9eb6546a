import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { frames } from '../../test-data/run-ad.js';
import { trackAd } from '../ad-tracking.js';
import { fillBeacon } from '../fill-beacon.js';
import { stepAd } from '../step-ad.js';
import {
  readAssetListTracking,
  readMediaTailor,
  readSvtaSignaling,
  readTrackingPayload,
  type TrackedPod,
  type TrackedPods,
} from './index.js';

const READERS = { svta: readSvtaSignaling, mediatailor: readMediaTailor, 'asset-list': readAssetListTracking };

interface Case {
  readonly about: string;
  readonly reader: keyof typeof READERS;
  readonly payload: unknown;
  readonly expect: {
    /** The sentence of a payload that cannot be read. */
    readonly error?: string;
    readonly pods?: readonly Partial<TrackedPod>[];
    readonly leftOut?: readonly string[];
    /** Key and URL of what the first ad tells while it is played from end to end. */
    readonly beacons?: readonly (readonly [string, string])[];
  };
}

/** What every beacon of a page may be told. */
const CONTEXT = { nowMs: Date.UTC(2026, 0, 1), cacheBusting: 7, podSequence: 1, others: { IFA: 'a b' } };

function play({ pods }: TrackedPods): [string, string][] {
  const ad = pods[0]?.ads[0];
  if (!ad) throw new Error('the page has no ad');
  let state = trackAd(ad);
  return frames(0, ad.durationMs).flatMap((fact) => {
    const step = stepAd(state, fact);
    state = step.state;
    return step.due.map((due): [string, string] => {
      const { key, url } = fillBeacon(due, ad, CONTEXT);
      return [key, url];
    });
  });
}

describe.each(['exemplary', 'supplemental'])('%s cases', (kind) => {
  const folder = new URL(`../../cases/${kind}/`, import.meta.url);
  it.each(readdirSync(folder))('%s', (name) => {
    const { about, reader, payload, expect: wanted } = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Case;
    const read = READERS[reader](payload, { prefix: 'p' });
    if (typeof read === 'string' || wanted.error !== undefined) return expect(read, about).toBe(wanted.error);
    if (wanted.pods) expect(read.pods, about).toMatchObject(wanted.pods);
    expect(read.leftOut, about).toEqual(wanted.leftOut ?? []);
    if (wanted.beacons) expect(play(read), about).toEqual(wanted.beacons);
    // The same JSON as text says the same.
    if (typeof payload !== 'string')
      expect(READERS[reader](JSON.stringify(payload), { prefix: 'p' }), about).toEqual(read);
    // Which form it has shows in what it holds.
    expect(readTrackingPayload(payload, { prefix: 'p' }), about).toEqual(read);
  });
});
