import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DecisionReply } from '@cutaway/model';
import { replayDecisions } from '../replay/replay-log.js';
import type { Service } from '../service.js';
import {
  aBidderWho,
  aBidOn,
  adsOf,
  aDocument,
  aNode,
  decideAt,
  endAll,
  verdictOf,
  type Begun,
} from './a-selling-node.builder.js';

const begun: Begun = { stops: [] };
afterEach(() => endAll(begun));

const BID = 'dsp:open:of-open';
const free = [{ id: 'default', separation: { advertiser: 'none', category: 'none' } }];

async function withBids(over: Readonly<Record<string, unknown>>, document: object, options = {}): Promise<Service> {
  const { url } = await aBidderWho(begun, ({ imp }) => imp.map((one) => aBidOn(one, over)));
  const bidders = [{ id: 'dsp', url, pods: 'dynamic', tmaxMs: 2000 }];
  return aNode(begun, aDocument({ bidders, publishers: free, ...document }), options);
}
/** Somebody whose device is known. */
const ann = { consent: { personalised: true }, identity: { ifa: 'of-ann', ifaType: 'afai', lmt: false } };
const of = (who: object, n: number) => ({ ...who, sessionId: `s${n}`, breakId: `b${n}` });
const capOf = (per: string, more: object = {}) => [{ limit: 1, per, ...more }];
const show = async ({ pod }: DecisionReply) => {
  for (const { trackers } of pod.ads)
    await fetch(trackers.find(({ event, url }) => event === 'impression' && url.includes('/b/'))?.url ?? '');
};

describe('caps of a category, whoever sells it', () => {
  it('leave a pod one ad of it, of ours and of bids together', async () => {
    const advertisers = [{ id: 'acme', domain: 'acme.example', categories: ['IAB8-5'] }];
    const document = { advertisers, categoryCaps: { 'IAB8-5': capOf('pod') } };
    const reply = await decideAt(await withBids({ cat: ['iab8-5'] }, document));
    expect(adsOf(reply)).toEqual(['film']);
    expect(verdictOf(reply, BID)).toBe('limit-reached');
  });
});

describe('caps of an advertiser, of whom a bid is', () => {
  const acme = (caps: readonly object[]) => ({ advertisers: [{ id: 'acme', domain: 'acme.example', caps }] });
  const own = { adomain: ['https://shop.acme.example/'] };

  it('hold over the stream', async () => {
    const service = await withBids(own, acme(capOf('stream')));
    const replies = [await decideAt(service), await decideAt(service, { breakId: 'b2' })];
    expect(replies.map(adsOf)).toEqual([['film'], []]);
    expect(verdictOf(replies[1]!, BID)).toBe('capped-stream');
  });

  it('count what a bid has shown the stream for line items too', async () => {
    const bidOnly = { ...acme(capOf('stream')), lineItems: [] };
    const service = await withBids(own, bidOnly);
    const replies = [await decideAt(service), await decideAt(service, { breakId: 'b2' })];
    expect(replies.map(({ pod }) => pod.ads.length)).toEqual([1, 0]);
  });

  it('hold for a device from the decision on, until the bid is shown or its promise ends', async () => {
    let nowMs = 1_800_000_000_000;
    const document = { ...acme(capOf('device', { window: '1d' })), lineItems: [] };
    const service = await withBids(own, document, { nowMs: () => nowMs });
    const first = await decideAt(service, of(ann, 1));
    expect(first.pod.ads).toHaveLength(1);
    const second = await decideAt(service, of(ann, 2));
    expect(verdictOf(second, BID)).toBe('capped-device');
    nowMs += 60 * 60_000; // nothing was shown, and the promise is over
    expect((await decideAt(service, of(ann, 3))).pod.ads).toHaveLength(1);
  });

  it('count an impression that is billed, for as long as the cap says', async () => {
    let nowMs = 1_800_000_000_000;
    const document = { ...acme(capOf('device', { window: '1d' })), lineItems: [] };
    const service = await withBids(own, document, { nowMs: () => nowMs });
    await show(await decideAt(service, of(ann, 1)));
    nowMs += 60 * 60_000;
    await vi.waitFor(async () => expect(verdictOf(await decideAt(service, of(ann, 2)), BID)).toBe('capped-device'));
    nowMs += 3 * 86_400_000;
    expect((await decideAt(service, of(ann, 3))).pod.ads).toHaveLength(1);
  });

  it('come to the same pods in a replay', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'selling-data-'));
    begun.stops.push(() => rm(dataDir, { recursive: true, force: true }));
    const service = await withBids(own, acme(capOf('stream')), { dataDir });
    const replies = [await decideAt(service), await decideAt(service, { breakId: 'b2' })];
    expect(replies.map(({ pod }) => pod.ads.length)).toEqual([1, 0]);
    await service.close();
    const outcomes: string[] = [];
    for await (const { type } of replayDecisions({ log: dataDir })) outcomes.push(type);
    expect(outcomes).toEqual(['same', 'same']);
  });

  it('count nothing for who is not known, beyond the stream', async () => {
    const service = await withBids(own, { ...acme(capOf('device', { window: '1d' })), lineItems: [] });
    for (const n of [1, 2]) expect((await decideAt(service, of({}, n))).pod.ads).toHaveLength(1);
  });
});
