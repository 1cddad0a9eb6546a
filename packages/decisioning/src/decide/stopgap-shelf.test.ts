import { DECISION_PROTOCOL, type DecisionRequest } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import { readPodToken } from '../beacons/pod-token.js';
import { createTokenKeys } from '../beacons/token-keys.js';
import type { Publisher } from '../catalogue/catalogue.js';
import { aCatalogue, aCreative, aPublisher } from './a-sale.builder.js';
import type { PodQuestion } from './open-pod.js';
import { createStopgapShelf } from './stopgap-shelf.js';

const keys = createTokenKeys([{ id: 'k1', secret: 'sixteen bytes at least' }]);
const house = aPublisher({ contingency: ['house'] });
const catalogueOf = (publisher: Publisher, version = 'v1') => ({
  ...aCatalogue([], { publisher, creatives: [aCreative('house')] }),
  version,
});

function question(
  sessionId: string,
  atMs = 0,
  change: Partial<DecisionRequest> = {},
  baseUrl = 'https://ads.example',
): PodQuestion {
  const request: DecisionRequest = {
    ...{ protocol: DECISION_PROTOCOL, sessionId, breakId: 'b', kind: 'linear', startsAt: 0, durationMs: 30_000 },
    ...{ upids: [], budgetMs: 50, ...change },
  };
  return {
    ...{ request, asker: { baseUrl, beaconedBy: 'client' }, keys },
    ask: {
      ...{ sessionId, breakId: request.breakId, publisherId: 'default', atMs, facts: new Map(), seed: 7 },
      ...{ identity: { device: sessionId, user: null, household: null }, consentClass: 'personalised' },
    },
  };
}

function aShelf() {
  const kept: string[] = [];
  const collector = { decided: async (token: string) => kept.push(token) > 0 };
  return { kept, shelf: createStopgapShelf({ collector, onFault: () => undefined }) };
}

describe('createStopgapShelf', () => {
  it('places, signs and logs a pod once for all who ask alike, and names none of them in it', () => {
    const { shelf, kept } = aShelf();
    const catalogue = catalogueOf(house);
    const pods = ['tv-1', 'tv-2', 'tv-3'].map((id) => shelf(question(id), house, catalogue).reply.pod);
    expect(new Set(pods.map((pod) => pod.ads)).size).toBe(1);
    expect(JSON.stringify(pods)).not.toMatch(/tv-\d/);
    expect(pods[0]?.ads[0]?.trackers[0]?.url).toContain('n=[TRANSACTIONID]&');
    expect(kept).toHaveLength(1);
    expect(readPodToken(kept[0] ?? '')).toMatchObject({ cohort: 'anybody', breakId: 'b', agentClass: 0, placed: 1 });
  });

  it.each([
    ['another break', question('tv', 0, { breakId: 'b2' })],
    ['another length', question('tv', 0, { durationMs: 60_000 })],
    ['limits', question('tv', 0, { pod: { maxAds: 1 } })],
    ['another channel', question('tv', 0, { viewing: { content: { channel: 'two' } } })],
    ['another address of ours', question('tv', 0, {}, 'https://other.example')],
    ['an overlay', question('tv', 0, { kind: 'overlay' })],
    ['ten seconds later', question('tv', 10_000)],
  ])('makes another for %s', (_, other) => {
    const { shelf, kept } = aShelf();
    const catalogue = catalogueOf(house);
    for (const one of [question('tv'), other, question('tv'), other]) shelf(one, house, catalogue);
    expect(kept).toHaveLength(2);
  });

  it('makes another for another catalogue', () => {
    const { shelf, kept } = aShelf();
    for (const version of ['v1', 'v2']) shelf(question('tv'), house, catalogueOf(house, version));
    expect(kept).toHaveLength(2);
  });

  const slate = [
    {
      ...{ url: 'https://m.example/slate.m3u8', type: 'application/vnd.apple.mpegurl' },
      ...{ codec: null, width: null, height: null, bitrateKbps: null },
    },
  ];
  it.each([
    ['the contingency pod', house, 'contingency', []],
    ['the slate', aPublisher({ slate }), 'slate', ['contingency']],
    ['an empty pod', aPublisher(), 'empty', ['contingency', 'slate']],
  ] as const)('has %s, and says what there was not', (_, publisher, rung, above) => {
    const found = aShelf().shelf(question('tv'), publisher, catalogueOf(publisher));
    expect(found).toMatchObject({ rung, falls: above.map((one) => ({ rung: one, reason: 'no-candidates' })) });
    expect(found.reply.slate?.mediaFiles).toEqual(rung === 'slate' ? slate : undefined);
  });
});
