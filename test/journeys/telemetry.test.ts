import type { TelemetryBatch } from '@cutaway/model';
import type { HttpReply, Lifecycle } from '@cutaway/core';
import { anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { createLedgerKeys } from '../../packages/decisioning/src/telemetry/ledger-keys.js';
import { createLedgerLog } from '../../packages/decisioning/src/telemetry/ledger-log.js';
import { setStage, type Stage, type StageOptions } from './stage.js';

const COLLECTOR = 'https://collector.example/v1/telemetry';
const telemetry = { url: COLLECTOR };
const decision = { url: 'https://service.example/decision' };
const keys = createLedgerKeys({ id: 'k', secret: 'master' });

const sent = ({ requests }: Stage) => requests.filter(({ request }) => request.url === COLLECTOR);
const batches = (stage: Stage) => sent(stage).map(({ request }) => JSON.parse(request.body ?? '') as TelemetryBatch);
/** What the service's collector says of what it got; `hears` false: that batch was lost on its way. */
function verdictOn(stage: Stage, hears: (n: number) => boolean = () => true) {
  const log = createLedgerLog(keys);
  batches(stage).forEach((batch, n) => hears(n) && log.hear(batch));
  return log.report(stage.session.id);
}
/** A session whose telemetry is answered so, one answer after the other, the last one for ever. */
async function played(session: object, options: StageOptions = {}, answers: readonly Partial<HttpReply>[] = [{}]) {
  let asked = 0;
  const serve = (url: string) => (url === COLLECTOR ? (answers[Math.min(asked++, answers.length - 1)] ?? {}) : null);
  const stage = setStage({ serve, ...options, session: { decision, ...session } });
  const causes: string[] = [];
  stage.session.on('cause', ({ cause }) => causes.push(cause.name));
  await stage.clock.advance(60_000);
  return Object.assign(stage, { causes });
}

describe('a session with telemetry', () => {
  it('reports each ad with one POST, and the collector finds the chain complete', async () => {
    const stage = await played({ telemetry });
    expect(sent(stage).map(({ request: { method, use } }) => [method, use])).toEqual([
      ['POST', 'telemetry'],
      ['POST', 'telemetry'],
    ]);
    const told = batches(stage).map(({ entries }) => entries.map(({ key }) => key.split('/')[0]));
    expect(told).toEqual([Array(7).fill('one'), Array(7).fill('two')]);
    expect(verdictOn(stage)).toMatchObject({ completeTo: 14, gaps: [], altered: [], forked: [], duplicates: 0 });
    stage.end();
    expect(sent(stage)).toHaveLength(2);
  });

  it('signs with the key that the decision brought', async () => {
    const id = setStage().session.id;
    const stage = await played({ telemetry }, { reply: { ledger: keys.keyOf(id) } });
    expect(batches(stage).every(({ entries }) => entries.every(({ keyId }) => keyId === 'k'))).toBe(true);
    expect(verdictOn(stage)).toMatchObject({ completeTo: 14, altered: [], unverified: [] });
    stage.end();
  });

  it('reports where the decision asks for it, and nothing where nobody does', async () => {
    const asked = await played({}, { reply: { telemetry } });
    expect(sent(asked)).toHaveLength(2);
    asked.end();
    const silent = await played({});
    silent.end();
    expect(silent.requests.some(({ request }) => request.use === 'telemetry')).toBe(false);
  });

  it('sends a batch that did not arrive with the next', async () => {
    const stage = await played({ telemetry }, {}, [{ status: 0, failure: 'network' }, {}]);
    expect(batches(stage).map(({ entries }) => entries.length)).toEqual([7, 14]);
    expect(verdictOn(stage, (n) => n > 0)).toMatchObject({ completeTo: 14, gaps: [] });
    expect(verdictOn(stage)).toMatchObject({ completeTo: 14, duplicates: 7 });
    stage.end();
  });

  it.each([408, 429, 503])('sends a batch with the next where the collector was busy (%s)', async (status) => {
    const stage = await played({ telemetry }, {}, [{ status }, {}]);
    expect(batches(stage).map(({ entries }) => entries.length)).toEqual([7, 14]);
    expect(stage.causes).toEqual([]);
    expect(verdictOn(stage, (n) => n > 0)).toMatchObject({ completeTo: 14, gaps: [] });
    stage.end();
  });

  it('does not ask again where the collector refuses', async () => {
    const stage = await played({ telemetry }, {}, [{ status: 400 }]);
    expect(batches(stage).map(({ entries }) => entries.length)).toEqual([7, 7]);
    expect(stage.causes).toEqual(['TELEMETRY_REFUSED', 'TELEMETRY_REFUSED']);
    expect(stage.reports.map(({ outcome }) => outcome)).toEqual(['played']);
    expect(verdictOn(stage, (n) => n > 0)).toMatchObject({ completeTo: 0, gaps: [{ from: 1, to: 7 }] });
    stage.end();
  });
});

describe('a batch', () => {
  it.each<[Lifecycle, number]>([
    ['hidden', 1],
    ['leaving', 1],
    ['visible', 0],
  ])('leaves when the page is %s in mid-ad: %s', async (now, count) => {
    let tell: (now: Lifecycle) => void = () => undefined;
    const device = { lifecycle: { watch: (to: typeof tell) => ((tell = to), () => undefined) } };
    const stage = setStage({ device, session: { decision, telemetry } });
    while (stage.beacons().length === 0) await stage.clock.advance(500);
    tell(now);
    expect(sent(stage)).toHaveLength(count);
    stage.end();
    expect(verdictOn(stage)?.gaps).toEqual([]);
  });

  it.each([
    ['true', () => true, true],
    ['false', () => false, false],
    ['nothing', () => null, null],
    [
      'an error',
      () => {
        throw new Error('no such thing');
      },
      null,
    ],
  ])('declares what the engine says of being automated: %s', async (_, isAutomated, declared) => {
    const stage = await played({ telemetry }, { device: { isAutomated } });
    expect(batches(stage)[0]?.automated).toBe(declared);
    expect(verdictOn(stage)?.automated).toBe(declared);
    stage.end();
  });

  it('has the attestation that is there, and asks for another after it', async () => {
    let asked = 0;
    const stage = await played({
      telemetry: { url: COLLECTOR, attestation: () => Promise.resolve(`token ${++asked}`) },
    });
    expect(batches(stage).map(({ attestation }) => attestation)).toEqual(['token 1', 'token 2']);
    stage.end();
  });

  it.each<[string, () => never]>([
    [
      'throws',
      () => {
        throw new Error('no such thing');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no such thing')) as never],
    ['never answers', () => new Promise(() => undefined) as never],
    ['is none', () => 5 as never],
  ])('leaves without one, and ads play, where the attestation %s', async (_, attestation) => {
    const stage = await played({ telemetry: { url: COLLECTOR, attestation } });
    expect(batches(stage).map((batch) => batch.attestation)).toEqual([null, null]);
    expect(stage.reports.map(({ outcome }) => outcome)).toEqual(['played']);
    stage.end();
  });

  it('is split where an ad has more to tell than a body of 64 KiB holds', async () => {
    const event = 'progress' as const;
    const trackers = Array.from({ length: 300 }, (_, index) => ({
      ...{ event, level: 0, index, offset: { ms: 1000 }, url: 'https://beacons.example/p' },
    }));
    const stage = await played({ telemetry }, { ads: [{ ...anAd('one'), trackers }] });
    expect(sent(stage).length).toBeGreaterThan(1);
    for (const { request } of sent(stage)) expect(Buffer.byteLength(request.body ?? '')).toBeLessThan(60_000);
    expect(verdictOn(stage)).toMatchObject({ completeTo: 300, gaps: [] });
    stage.end();
  });
});
