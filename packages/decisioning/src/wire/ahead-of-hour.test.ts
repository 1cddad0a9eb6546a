import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BreakHint } from '@cutaway/model';
import { afterEach, describe, expect, it } from 'vitest';
import { replayDecisions } from '../replay/replay-log.js';
import type { Service } from '../service.js';
import { adsOf, aFilm, aNode, decideAt, endAll, type Begun } from './a-selling-node.builder.js';

const begun: Begun = { stops: [] };
afterEach(() => endAll(begun));

const TOKEN = 'a-token-of-sixteen';
const at = (time: string): number => Date.parse(`2026-11-22T${time}Z`);

const item = (id: string, more: object) => ({ id, advertiserId: id, creatives: [id], priceCpm: 5, ...more });
const ITEMS = [
  item('at-seven', { targeting: { hour: ['19'] } }),
  item('at-eight', { targeting: { hour: ['20'] } }),
  item('until-eight', { endsAt: '2026-11-22T20:00:00Z' }),
  item('from-eight', { startsAt: '2026-11-22T20:00:00Z' }),
];
const DOCUMENT = {
  advertisers: ITEMS.map(({ id }) => ({ id, domain: `${id}.example` })),
  creatives: ITEMS.map(({ id }) => aFilm(id)),
  lineItems: ITEMS,
  publishers: [{ id: 'default' }, { id: 'shared', cohorts: 'all' }],
};

/** The hint of a break of channel one. */
async function announce({ url }: Service, expectedStartMs: number): Promise<BreakHint> {
  const answer = await fetch(`${url}/v1/live/one/breaks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ expectedStartMs, durationMs: 30_000 }),
  });
  expect(answer.status).toBe(201);
  const { hints } = (await (await fetch(`${url}/v1/live/one/plan`)).json()) as { hints: readonly BreakHint[] };
  return hints[0] as BreakHint;
}

const ofOne = { viewing: { content: { channel: 'one' } } };

describe('a pod that is fetched ahead', () => {
  it('is of the hour and the flights of its break, not of when it is fetched', async () => {
    const service = await aNode(begun, DOCUMENT, { nowMs: () => at('19:59:30'), adminTokens: { ann: TOKEN } });
    const hint = await announce(service, at('20:00:30'));
    for (const publisher of ['default', 'shared']) {
      const now = await decideAt(service, { ...ofOne, publisher, sessionId: `${publisher}-now` });
      expect([...adsOf(now)].sort()).toEqual(['at-seven', 'until-eight']);
      const ahead = await decideAt(service, { ...ofOne, publisher, sessionId: publisher, breakId: hint.planId, hint });
      expect([...adsOf(ahead)].sort()).toEqual(['at-eight', 'from-eight']);
    }
  });

  it('keeps an advertiser apart by when breaks are shown, not by when they were asked for', async () => {
    let now = at('19:50:00');
    const publishers = [{ id: 'default', separation: { advertiser: { minutes: 10 } } }];
    const document = { ...DOCUMENT, lineItems: [item('at-eight', {})], publishers };
    const service = await aNode(begun, document, { nowMs: () => now, adminTokens: { ann: TOKEN } });
    const hint = await announce(service, at('20:00:00'));
    const adsIn = async (more: object) => adsOf(await decideAt(service, { ...ofOne, ...more }));
    expect(await adsIn({ breakId: hint.planId, hint })).toEqual(['at-eight']);
    now = at('20:05:00');
    expect(await adsIn({ breakId: 'five-past' })).toEqual([]);
    now = at('20:11:00');
    expect(await adsIn({ breakId: 'eleven-past' })).toEqual(['at-eight']);
  });

  it('is for now where its hint is none of ours', async () => {
    const service = await aNode(begun, DOCUMENT, { nowMs: () => at('19:59:30'), adminTokens: { ann: TOKEN } });
    const hint = await announce(service, at('20:00:30'));
    const forged = { ...hint, expectedStartMs: at('20:00:31') };
    const ahead = await decideAt(service, { ...ofOne, breakId: hint.planId, hint: forged });
    expect([...adsOf(ahead)].sort()).toEqual(['at-seven', 'until-eight']);
  });

  it('replays as it was decided', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'ahead-'));
    begun.stops.push(() => rm(dataDir, { recursive: true }));
    const options = { nowMs: () => at('19:59:30'), adminTokens: { ann: TOKEN }, dataDir, decisionShare: 1 };
    const service = await aNode(begun, DOCUMENT, options);
    const hint = await announce(service, at('20:00:30'));
    await decideAt(service, { ...ofOne, breakId: hint.planId, hint });
    await service.close();
    const outcomes = [];
    for await (const { type } of replayDecisions({ log: dataDir })) outcomes.push(type);
    expect(outcomes).toEqual(['same']);
  });
});
