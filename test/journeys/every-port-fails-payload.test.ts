import { payloadReader } from '@cutaway/core/payloads';
import { describe, it } from 'vitest';
import { failEachCall } from './fail-each-call.js';

const EVENTS = ['impression', 'start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];
const ad = (name: string, startTimeInSeconds: number) => ({
  ...{ adId: name, durationInSeconds: 1.92, startTimeInSeconds },
  adProgramDateTime: new Date(Date.UTC(2026, 0, 1, 12) + startTimeInSeconds * 1000).toISOString(),
  trackingEvents: EVENTS.map((eventType) => ({
    eventType,
    beaconUrls: [`https://beacons.example/${name}/${eventType}`],
  })),
});
const text = JSON.stringify({ avails: [{ availId: '1', ads: [ad('a', 7.68), ad('b', 9.6)] }] });

describe('with a stream that a server stitched, content goes on whichever port call fails', () => {
  it('fails each call in turn', async () => {
    const decision = { url: 'https://service.example/tracking', reader: payloadReader() };
    const channel = { schedule: { atMs: [7680] }, podMs: 3840 };
    await failEachCall({ session: { decision }, channel, decide: () => ({ delayMs: 50, text }) }, 30_000);
  }, 120_000);
});
