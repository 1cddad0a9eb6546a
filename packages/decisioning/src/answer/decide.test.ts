import type { DecisionRequest } from '@cutaway/model';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEMO_CATALOGUE } from '../catalogue/demo-catalogue.js';
import type { Catalogue } from '../catalogue/line-item.js';
import { readCatalogue } from '../catalogue/read-catalogue.js';
import { createMetrics } from '../ops/metrics.js';
import { buildPod } from '../pod/build-pod.js';
import { decide } from './decide.js';

const asker = { baseUrl: 'http://ads.example', beaconedBy: 'client' } as const;
const aRequest = (more: Partial<DecisionRequest> = {}): DecisionRequest => ({
  protocol: 1,
  sessionId: 'viewer 1',
  breakId: 'b/1',
  kind: 'linear',
  startsAt: 0,
  durationMs: 12_000,
  upids: [],
  budgetMs: 1000,
  ...more,
});

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await readCatalogue(DEMO_CATALOGUE, null, 'demo');
});
const roomOf = (build = buildPod) => ({ catalogue, metrics: createMetrics(), build });

describe('decide', () => {
  it('answers the same pod to the same question', () => {
    expect(decide(aRequest(), asker, roomOf())).toEqual(decide(aRequest(), asker, roomOf()));
  });

  it('names each placed ad anew for another session, break and slot', () => {
    const requests = [aRequest(), aRequest({ sessionId: 'viewer 2' }), aRequest({ breakId: 'b/2' })];
    const ids = requests.flatMap((request) => decide(request, asker, roomOf()).pod.ads.map((ad) => ad.adInstanceId));
    expect(ids).toHaveLength(6);
    expect(new Set(ids).size).toBe(6);
  });

  it('points every tracker to the collector, macros left to the player', () => {
    const ad = decide(aRequest(), asker, roomOf()).pod.ads[1];
    const tail = 'playhead=[ADPLAYHEAD]&by=[SERVERSIDE]&cb=[CACHEBUSTING]';
    const path = `http://ads.example/v1/beacon/viewer%201/${ad?.adInstanceId}/0`;
    const urlOf = (event: string) => ad?.trackers.find((tracker) => tracker.event === event)?.url;
    expect(urlOf('impression')).toBe(`${path}/impression/0?${tail}`);
    expect(urlOf('error')).toBe(`${path}/error/0?code=[ERRORCODE]&${tail}`);
    expect(ad?.trackers.map(({ event }) => event)).toEqual(
      expect.arrayContaining([
        'creativeView',
        'start',
        'firstQuartile',
        'midpoint',
        'thirdQuartile',
        'complete',
        'skip',
      ]),
    );
  });

  it('gives an overlay no linear duration, no quartiles and a close tracker', () => {
    const [ad] = decide(aRequest({ kind: 'overlay' }), asker, roomOf()).pod.ads;
    expect(ad).toMatchObject({ durationMs: 0, nonLinear: { durationMs: 8000, width: 480 } });
    const events = ad?.trackers.map(({ event }) => event);
    expect(events).toContain('close');
    expect(events).not.toContain('midpoint');
  });

  it('tells where to report that a break could not be filled', () => {
    const { errorUrls, pod } = decide(aRequest({ durationMs: 100 }), asker, roomOf());
    expect(pod.ads).toEqual([]);
    expect(errorUrls[0]).toContain('/v1/beacon/viewer%201/b%2F1/0/error/0?code=[ERRORCODE]');
  });

  it('answers an empty pod when the builder throws, and counts it', async () => {
    const room = roomOf(() => {
      throw new Error('boom');
    });
    const reply = decide(aRequest(), asker, room);
    expect(reply.pod.ads).toEqual([]);
    expect(reply.errorUrls).toHaveLength(1);
    expect(await room.metrics.expose()).toContain('cutaway_decision_requests_total{outcome="failed"} 1');
  });
});
