import { afterEach, describe, expect, it } from 'vitest';
import type { BidRequest } from '../demand/openrtb/bid-request.js';
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

type Bids = (request: BidRequest) => readonly object[];
const onEach: Bids = ({ imp }) => imp.map((one) => aBidOn(one, { id: one.id }));

/** What a node asks of a bidder, and answers, under a publisher's policy. */
async function sell(pods: string, policy: object, more: { readonly bids?: Bids; readonly document?: object } = {}) {
  const { url, asked } = await aBidderWho(begun, more.bids ?? onEach);
  const publishers = [{ id: 'default', separation: { category: 'none' }, ...policy }];
  const bidders = [{ id: 'dsp', url, pods, tmaxMs: 2000 }];
  const node = await aNode(begun, aDocument({ lineItems: [], bidders, publishers, ...more.document }));
  const reply = await decideAt(node);
  return { reply, asked: asked[0], imps: asked[0]?.imp ?? [] };
}
const chosenOf = ({ explain = [] }: Awaited<ReturnType<typeof sell>>['reply']) =>
  explain.filter(({ verdict }) => verdict === 'chosen').map(({ candidateId }) => candidateId);

const slots = [
  { id: 'a', position: 'first', maxMs: 10_000, floorCpm: 7 },
  { id: 'z', maxMs: 10_000 },
];

describe('a publisher who sells', () => {
  it('slots alone asks for a structured pod, and each slot is sold once, the first one first', async () => {
    const bids: Bids = (request) => [...onEach(request), aBidOn({ id: 'z' }, { id: 'again', price: 1 })];
    const { reply, imps } = await sell('structured', { slots, openTime: 'none' }, { bids });
    expect(imps.map(({ id, bidfloor, video }) => [id, bidfloor, video?.slotinpod, video?.maxduration])).toEqual([
      ['a', 7, 1, 10],
      ['z', 0, 0, 10],
    ]);
    expect(imps[0]?.video).not.toHaveProperty('poddur');
    expect(chosenOf(reply)).toEqual(['dsp:a:a', 'dsp:z:z']);
    expect(verdictOf(reply, 'dsp:z:again')).toBe('limit-reached');
  });

  it('slots and the rest asks for a hybrid pod, and all of it is sold', async () => {
    const { reply, imps } = await sell('hybrid', { slots: slots.slice(0, 1), openTime: 'last' });
    expect(imps.map(({ id, video }) => [id, video?.slotinpod, video?.poddur, video?.maxseq])).toEqual([
      ['a', 1, undefined, undefined],
      ['open', -1, 20, 11],
    ]);
    expect(chosenOf(reply)).toEqual(['dsp:a:a', 'dsp:open:open']);
  });

  it('the last place of a dynamic pod gives it to who asks for it', async () => {
    const bids: Bids = () => [
      aBidOn({ id: 'open' }, { id: 'last', slotinpod: -1, price: 20 }),
      aBidOn({ id: 'open' }, { id: 'other', price: 9 }),
    ];
    const { reply, imps } = await sell('dynamic', { openTime: 'last' }, { bids });
    expect(imps[0]?.video).toMatchObject({ slotinpod: -1, poddur: 30 });
    expect(chosenOf(reply)).toEqual(['dsp:open:other', 'dsp:open:last']);
  });

  it('slots beside pre-sold ads asks for what those leave: neither their time nor their place', async () => {
    const document = {
      lineItems: [
        {
          ...{ id: 'own', advertiserId: 'acme', type: 'sponsorship', goal: { share: 1 }, priceCpm: 5 },
          ...{ creatives: ['film'], position: 'first' },
        },
      ],
    };
    const { reply, imps } = await sell('hybrid', { slots }, { document });
    expect(imps.map(({ id, video }) => [id, video?.slotinpod, video?.poddur])).toEqual([
      ['z', 0, undefined],
      ['open', 0, 10],
    ]);
    expect(adsOf(reply)[0]).toBe('film');
    expect(reply.pod.ads).toHaveLength(3);
  });

  it('by the length of an ad says so, and holds bids to it', async () => {
    const floors = { durfloors: [{ mindur: 5, maxdur: 15, bidfloor: 10 }], mincpmpersec: 2 };
    const { reply, imps } = await sell('dynamic', floors);
    expect(imps[0]?.video).toMatchObject({ mincpmpersec: 2, durfloors: floors.durfloors });
    expect(verdictOf(reply, 'dsp/open')).toBe('below-floor');
  });

  it.each([
    [{}, [1, 3, 4]],
    [{ advertiser: 'adjacent', category: 'pod' }, [2, 3, 4]],
    [{ advertiser: { minutes: 30 }, category: 'stream' }, [1, 2, 3, 4]],
    [{ advertiser: 'none', category: 'none' }, [3, 4]],
  ])(
    'with the separation %j says what must not come twice in its pods (AdCOM, pod deduplication)',
    async (separation, dedupe) => {
      const { imps } = await sell('dynamic', { separation });
      expect(imps[0]?.video?.poddedupe).toEqual(dedupe);
    },
  );

  it('on deals alone takes no other bid', async () => {
    const document = { deals: [{ id: '4711', floorCpm: 1 }] };
    const bids: Bids = ({ imp }) =>
      imp.flatMap((one) => [aBidOn(one, { id: 'open', price: 20 }), aBidOn(one, { id: 'deal', dealid: 4711 })]);
    const { reply, imps } = await sell('dynamic', { privateAuction: true }, { bids, document });
    expect(imps[0]?.pmp).toMatchObject({ private_auction: 1, deals: [{ id: '4711' }] });
    expect(chosenOf(reply)).toEqual(['dsp:open:deal']);
    expect(verdictOf(reply, 'dsp/open')).toBe('not-a-deal');
  });

  it('under its own name is in the supply chain by it', async () => {
    const { asked } = await sell('dynamic', { asi: 'ads.example', sid: '1234' });
    expect(asked?.source?.schain?.nodes).toEqual([{ asi: 'ads.example', sid: '1234', hp: 1 }]);
  });

  it('otherwise from now on asks otherwise from now on (/admin/v1)', async () => {
    const { url, asked } = await aBidderWho(begun, () => []);
    const bidders = [{ id: 'dsp', url, pods: 'hybrid', tmaxMs: 2000 }];
    const token = 'a-token-of-sixteen';
    const node = await aNode(begun, aDocument({ lineItems: [], bidders }), { adminTokens: { ann: token } });
    await decideAt(node);
    const { status } = await fetch(`${node.url}/admin/v1/publishers/default`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ slots, openTime: 'none' }),
    });
    expect(status).toBeLessThan(300);
    await decideAt(node, { breakId: 'next' });
    expect(asked.map(({ imp }) => imp.map(({ id }) => id))).toEqual([['open'], ['a', 'z']]);
  });
});
