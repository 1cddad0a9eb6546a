import type { PlayerFact } from '../player-port.js';
import { describe, expect, it } from 'vitest';
import { sitDown, type CouchOptions } from './couch.builder.js';

const BREAK = { id: 'ad', startsAt: 10_000, endsAt: 40_000 };
/** A programme that goes on after an interruption, in the middle of the ad: no border of breaks that began before. */
const restricted = (webDeliveryAllowed: boolean, noRegionalBlackout: boolean): PlayerFact => ({
  type: 'heard',
  causes: [],
  signals: [
    {
      ...{ type: 'boundary', carrier: 'emsg', key: 'p', evidence: '', at: 14_000, segmentationTypeId: 0x14 },
      restrictions: { webDeliveryAllowed, noRegionalBlackout, archiveAllowed: true, deviceGroup: 3 },
    },
  ],
});

function blackOut(options: CouchOptions = {}, signal = restricted(false, true)) {
  const couch = sitDown([BREAK], { state: { live: false }, ...options });
  couch.play(15_000);
  couch.say(signal);
  couch.play(200);
  return couch;
}

describe('a programme that is restricted in the middle of a break', () => {
  it.each([
    ['not to be delivered by the web', restricted(false, true)],
    ['not to be seen everywhere', restricted(true, false)],
  ])('%s: content at once', (_, signal) => {
    const couch = blackOut({ state: { live: false, publishedEdge: 90_000 } }, signal);
    expect(couch.positionMs()).toBeGreaterThanOrEqual(40_000);
    expect(couch.state().runs).toEqual([]);
  });
  it('is no reason where nothing is restricted, or where the application says so', () => {
    const state = { publishedEdge: 90_000 };
    expect(blackOut({ state }, restricted(true, true)).commands).toEqual([]);
    expect(blackOut({ state, policies: { onBlackout: 'stay' } }).commands).toEqual([]);
  });
  it('leaves what a live player was already given: there is no content behind it yet', () => {
    const couch = blackOut({ state: { live: true, publishedEdge: 41_000 } });
    expect(couch.commands).toEqual([]);
    couch.play(25_000);
    expect(couch.state().runs).toEqual([]);
  });
});
