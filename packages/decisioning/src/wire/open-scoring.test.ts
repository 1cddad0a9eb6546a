import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DecisionReply } from '@cutaway/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScoringPort } from '../scoring/create-external-scorer.js';
import { startService } from '../service.js';

/** Whose ads are looked at to the end. */
const MODEL = {
  ...{ format: 'cutaway-score/1', version: 'clicks-7' },
  features: [{ type: 'one-hot', from: 'candidate.advertiser', values: ['toys.example', 'tea.example'] }],
  model: { type: 'logistic', intercept: 0, weights: [2, -2] },
  multiplier: { reference: 0.5, min: 0.1, max: 3 },
};
const PRICES = { tea: 12, toys: 10 };
const CATALOGUE = {
  advertisers: Object.keys(PRICES).map((id) => ({ id, domain: `${id}.example` })),
  creatives: Object.keys(PRICES).map((id) => ({
    ...{ id, durationMs: 6000, mediaFiles: [{ url: `https://m.example/${id}.m3u8` }] },
  })),
  lineItems: Object.entries(PRICES).map(([id, priceCpm]) => ({ id, advertiserId: id, creatives: [id], priceCpm })),
};

let folder: string;
const file = (name: string) => path.join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'scoring-'));
  await writeFile(file('ads.json'), JSON.stringify(CATALOGUE));
  await writeFile(file('model.json'), JSON.stringify(MODEL));
  await writeFile(file('broken.json'), JSON.stringify({ ...MODEL, model: { ...MODEL.model, weights: [1] } }));
});
afterAll(() => rm(folder, { recursive: true }));

async function decide(
  modelFile: string | null,
  more: object = {},
  outside: { readonly port?: ScoringPort; readonly budgetMs?: number } = {},
): Promise<[DecisionReply, string]> {
  const scoring = modelFile === null ? {} : { scoring: { modelFile: file(modelFile), budgetMs: 1000, ...outside } };
  const service = await startService({ catalogueFile: file('ads.json'), ...scoring });
  try {
    const asked = { protocol: 1, sessionId: 's', breakId: 'b', kind: 'linear', startsAt: 0, durationMs: 6000 };
    const answer = await fetch(`${service.url}/v1/decisions?explain=1`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...asked, upids: [], budgetMs: 500, ...more }),
    });
    const reply = (await answer.json()) as DecisionReply;
    return [reply, await (await fetch(`${service.url}/metrics`)).text()];
  } finally {
    await service.close();
  }
}
const namesOf = ({ pod }: DecisionReply) => pod.ads.map(({ adId }) => adId);

describe('a service with a scoring model', () => {
  it('gives the ad that is worth more for the viewer, and says what the model said of each', async () => {
    expect(namesOf((await decide(null))[0])).toEqual(['tea']);
    const [scored, metrics] = await decide('model.json');
    expect(namesOf(scored)).toEqual(['toys']);
    expect(scored.explain).toEqual([
      { candidateId: 'toys', verdict: 'chosen', detail: 'value × 1.76: model clicks-7' },
      { candidateId: 'tea', verdict: expect.any(String), detail: 'value × 0.24: model clicks-7' },
    ]);
    expect(metrics).toContain('cutaway_scores_total{from="model"} 2');
  });

  it('does so for cohorts, too', async () => {
    const [reply] = await decide('model.json', { picks: true });
    expect(reply.rung).toBe('cohort');
    expect(namesOf(reply)).toEqual(['toys']);
  });

  it('asks a model that is elsewhere, which may not go beyond the bounds of the file', async () => {
    const rates = new Map([
      ['tea', 0.1],
      ['toys', 99],
    ]);
    const port: ScoringPort = { version: 'far-1', rate: () => Promise.resolve(rates) };
    const [reply, metrics] = await decide('model.json', {}, { port });
    expect(namesOf(reply)).toEqual(['toys']);
    expect(reply.explain?.[0]).toMatchObject({ candidateId: 'toys', detail: 'value × 3.00: model far-1' });
    expect(metrics).toContain('cutaway_scores_total{from="model"} 2');
  });

  it('decides by the fallback when the model elsewhere is late, and ends its call', async () => {
    let hasEnded = false;
    const port: ScoringPort = {
      version: 'far-1',
      rate: (_features, _candidates, signal) =>
        new Promise(() => signal.addEventListener('abort', () => (hasEnded = true))),
    };
    const [reply, metrics] = await decide('model.json', {}, { port, budgetMs: 5 });
    expect(namesOf(reply)).toEqual(['tea']);
    expect([hasEnded, metrics]).toEqual([true, expect.stringContaining('cutaway_scores_total{from="late"} 2')]);
  });

  it('does not start with a model that cannot be used, and says why', async () => {
    await expect(decide('broken.json')).rejects.toThrow(
      `Cannot use scoring model ${file('broken.json')}: Cannot read scoring model: model.weights has 1, expected 2`,
    );
    const none = (name: string, why: string) =>
      expect(decide(name)).rejects.toThrow(`Cannot use scoring model ${file(name)}: ${why}`);
    await none('missing.json', 'it is not there, expected a model in JSON');
    await none('.', 'it is a folder, expected a model in JSON');
    await writeFile(file('half.json'), '{"version":');
    await none('half.json', 'it is no JSON (');
  });
});
