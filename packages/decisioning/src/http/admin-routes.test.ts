import { describe, expect, it } from 'vitest';
import { aCreative, aDocument, aLineItem } from '../catalogue/a-catalogue.builder.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { ADMIN_TOKENS, anAdmin } from './an-admin.builder.js';

const two = { lineItems: [aLineItem(), aLineItem({ id: 'two', type: 'house', status: 'paused' })] };

describe('GET /admin/v1/…', () => {
  it('gives a record as it was written, its version and where it was written', async () => {
    const { ask } = await anAdmin();
    const { status, etag, json } = await ask('GET', '/line-items/li');
    expect([status, etag]).toEqual([200, `"${String(json['version'])}"`]);
    expect(json).toMatchObject({ id: 'li', from: 'c.yaml: lineItems[0]', record: aLineItem() });
    expect(await ask('GET', '/line-items/x')).toMatchObject({
      status: 404,
      json: { error: 'Cannot find line item x: there is none, expected one of the list', field: 'id' },
    });
  });
  it.each([
    ['', ['li', 'two']],
    ['?status=live', ['li']],
    ['?type=price-priority', ['li']],
    ['?advertiserId=acme&type=house', ['two']],
    ['?q=TW', ['two']],
    ['?limit=1', ['li']],
    ['?limit=1&after=li', ['two']],
  ])('lists line items%s', async (query, ids) => {
    const { ask } = await anAdmin(aDocument(two));
    const { json } = await ask('GET', `/line-items${query}`);
    expect((json['records'] as { id: string }[]).map(({ id }) => id)).toEqual(ids);
    expect(json['next']).toBe(query === '?limit=1' ? 'li' : null);
  });
  it('refuses a filter that it does not know, for it would list everything', async () => {
    const { ask } = await anAdmin();
    expect(await ask('GET', '/line-items?campaign=x')).toMatchObject({ status: 400, json: { field: 'campaign' } });
  });
  it('gives the whole snapshot', async () => {
    const { ask, shelf } = await anAdmin();
    const { json, etag } = await ask('GET', '/catalogue');
    expect(etag).toBe(`"${shelf.current().version}"`);
    expect(json).toMatchObject({ version: shelf.current().version, currency: 'USD', problem: null });
    expect(json['creatives']).toMatchObject([{ id: 'film', readiness: 'ready' }]);
  });
});

describe('PUT, PATCH and DELETE /admin/v1/…', () => {
  it('makes, changes and removes a record, and the snapshot has it at once', async () => {
    const { ask, shelf } = await anAdmin();
    const put = await ask('PUT', '/line-items/new?reason=launch', { ...aLineItem(), id: 'new' });
    expect(put).toMatchObject({ status: 201, json: { seq: 1, version: shelf.current().version } });
    expect((await ask('PATCH', '/line-items/new', { priceCpm: 7, position: 'first' })).status).toBe(200);
    expect(shelf.current().lineItems[1]).toMatchObject({ id: 'new', priceCpm: 7, position: 'first' });
    expect(await ask('DELETE', '/line-items/new')).toMatchObject({ status: 200, json: { record: null } });
    expect(shelf.current().lineItems.map(({ id }) => id)).toEqual(['li']);
  });
  it.each<[string, object]>([
    ['advertisers', { domain: 'n.example' }],
    ['campaigns', { advertiserId: 'acme', budget: 5 }],
    ['creatives', { durationMs: 1000, readiness: 'new' }],
    ['bidders', { url: 'https://b.example/rtb' }],
    ['deals', { floorCpm: 3 }],
    ['publishers', { maxAds: 2, separation: { advertiser: { minutes: 5 } } }],
  ])('puts, gives and deletes %s, whose id the address has', async (path, record) => {
    const { ask } = await anAdmin();
    expect((await ask('PUT', `/${path}/n`, record)).status).toBe(201);
    expect((await ask('GET', `/${path}/n`)).json).toMatchObject({ record: { id: 'n', ...record } });
    expect((await ask('DELETE', `/${path}/n`)).status).toBe(200);
    expect((await ask('GET', `/${path}/n`)).status).toBe(404);
  });
  it('tells every fault of a record with its field', async () => {
    const { ask } = await anAdmin();
    const { status, json } = await ask('PUT', '/line-items/new', { prize: 1, priceCpm: 'x', creatives: [] });
    expect([status, json['field']]).toEqual([400, 'prize']);
    expect((json['faults'] as { text: string }[]).map(({ text }) => text)).toEqual([
      'prize is not a known field, expected none',
      'priceCpm is "x", expected type number',
      'creatives is [], expected not to have fewer than 1 items',
    ]);
    const { json: unknown } = await ask('PATCH', '/line-items/li', { campaignId: 'x', targeting: { planet: 'mars' } });
    expect((unknown['faults'] as { field: string }[]).map(({ field }) => field)).toEqual([
      'campaignId',
      'targeting.planet',
    ]);
  });
  it.each([
    ['[]', []],
    ['{}', {}],
    ['missing', undefined],
  ])('refuses a body without fields: %s', async (state, body) => {
    const { ask } = await anAdmin();
    const { status, json } = await ask('PATCH', '/line-items/li', body);
    expect([status, json['error']]).toEqual([
      400,
      expect.stringContaining(`the body is ${state}, expected an object with the record's fields`),
    ]);
  });
  it('does not rename, and does not remove what others need', async () => {
    const { ask } = await anAdmin();
    expect(await ask('PATCH', '/line-items/li', { id: 'b' })).toMatchObject({ status: 400, json: { field: 'id' } });
    expect(await ask('DELETE', '/creatives/film')).toMatchObject({
      status: 409,
      json: { faults: [{ file: 'c.yaml', field: 'lineItems[0].creatives[0]' }] },
    });
  });
  it('only says what would come of it with dryRun=1', async () => {
    const { ask, shelf } = await anAdmin();
    const before = shelf.current();
    expect(await ask('PUT', '/line-items/new?dryRun=1', aLineItem({ id: 'new' }))).toMatchObject({
      status: 200,
      json: { seq: null, record: { id: 'new' } },
    });
    expect((await ask('PUT', '/line-items/new?dryRun=1', aLineItem({ id: 'new', campaignId: 'x' }))).status).toBe(400);
    expect(shelf.current()).toBe(before);
  });
  it('changes only the version that If-Match names, and with If-None-Match only what is new', async () => {
    const { ask, shelf } = await anAdmin();
    const { etag } = await ask('GET', '/line-items/li');
    const first = await ask('PATCH', '/line-items/li', { priceCpm: 11 }, { 'if-match': String(etag) });
    expect([first.status, first.etag === etag]).toEqual([200, false]);
    const second = await ask('PATCH', '/line-items/li', { priceCpm: 12 }, { 'if-match': String(etag) });
    expect(second).toMatchObject({
      status: 412,
      json: { error: expect.stringContaining('expected one that If-Match') },
    });
    const whole = { 'if-match': `"other", W/"${shelf.current().version}"` };
    expect((await ask('PATCH', '/line-items/li', { priceCpm: 13 }, whole)).status).toBe(200);
    expect((await ask('PUT', '/line-items/li', aLineItem(), { 'if-none-match': '*' })).status).toBe(412);
    expect((await ask('DELETE', '/line-items/x', undefined, { 'if-match': '*' })).status).toBe(412);
    expect(shelf.current().lineItems[0]?.priceCpm).toBe(13);
  });
  it('answers 503 where a change cannot be kept, and does not make it', async () => {
    const full = async () => Promise.reject(new Error('Cannot keep change in j: ENOSPC'));
    const { ask, shelf } = await anAdmin(undefined, {
      store: { replay: async () => [], append: full, close: async () => {} },
    });
    expect(await ask('PATCH', '/line-items/li', { priceCpm: 1 })).toMatchObject({
      status: 503,
      json: { error: 'Cannot change line item li: Cannot keep change in j: ENOSPC' },
    });
    expect(shelf.current().lineItems[0]?.priceCpm).toBe(10);
  });
});

describe('POST /admin/v1/…/pause and resume', () => {
  const withBidder = () => anAdmin(aDocument({ bidders: [{ id: 'b', url: 'https://b.example' }] }));
  const isLive = ({ lineItems: [item], creatives, bidders: [bidder] }: Catalogue) =>
    item?.status === 'live' && creatives.get('film')?.readiness === 'ready' && bidder?.enabled === true;
  it.each(['line-items/li', 'campaigns/spring', 'advertisers/acme', 'creatives/film', 'bidders/b'])(
    'stops %s at once, and lets it go on',
    async (path) => {
      const { ask, shelf } = await withBidder();
      expect(isLive(shelf.current())).toBe(true);
      expect((await ask('POST', `/${path}/pause`, { reason: 'brand safety' })).status).toBe(200);
      expect(isLive(shelf.current())).toBe(false);
      expect((await ask('POST', `/${path}/resume`)).status).toBe(200);
      expect(isLive(shelf.current())).toBe(true);
      expect((await ask('GET', '/audit')).json['entries']).toMatchObject([
        { action: 'resume', reason: null },
        { action: 'pause', reason: 'brand safety' },
      ]);
    },
  );
  it('says that there is nothing to stop', async () => {
    const { ask } = await anAdmin();
    expect((await ask('POST', '/creatives/x/pause')).status).toBe(404);
  });
});

describe('POST /admin/v1/creatives/:id/readiness', () => {
  const fresh = aDocument({ creatives: [aCreative({ readiness: 'new', mediaFiles: [] })] });
  const packaged = { readiness: 'ready', mediaFiles: [{ url: 'https://cdn.example/f.m3u8', codec: 'avc1.4d401f' }] };

  it('makes a creative ready with what came out of it, once', async () => {
    const { ask, shelf } = await anAdmin(fresh);
    expect(shelf.current().creatives.get('film')?.readiness).toBe('new');
    expect((await ask('POST', '/creatives/film/readiness', packaged)).json).toMatchObject({
      seq: 1,
      readiness: 'ready',
    });
    expect(shelf.current().creatives.get('film')?.mediaFiles).toHaveLength(1);
    expect((await ask('POST', '/creatives/film/readiness', packaged)).json).toMatchObject({ seq: null });
  });
  it('does not take it for ready without media', async () => {
    const { ask } = await anAdmin(fresh);
    expect(await ask('POST', '/creatives/film/readiness', { readiness: 'ready' })).toMatchObject({
      status: 400,
      json: { field: 'mediaFiles' },
    });
  });
  it('keeps why a creative is not ready', async () => {
    const { ask } = await anAdmin();
    const { json } = await ask('POST', '/creatives/film/readiness', { readiness: 'rejected', reason: 'black frames' });
    expect(json).toMatchObject({ readiness: 'rejected', notReadyBecause: ['black frames'] });
  });
});

describe('GET /admin/v1/creatives/:id/preflight', () => {
  it('measures the media where the service can, and says what is wrong', async () => {
    const probe = async () => ({ durationMs: 19_000, codec: 'avc1.64001f', width: null, height: null });
    const { ask } = await anAdmin(undefined, { probe });
    expect((await ask('GET', '/creatives/film/preflight')).json).toEqual({
      isReady: false,
      isProbed: true,
      faults: [{ field: 'mediaFiles[0].url', text: "lasts 19000 ms, expected the creative's 20000 ms" }],
    });
  });
  it('holds what the creative says against the profile where it cannot', async () => {
    const { ask } = await anAdmin();
    expect((await ask('GET', '/creatives/film/preflight')).json).toMatchObject({
      ...{ isReady: false, isProbed: false },
      faults: [{ field: 'mediaFiles[0].codec' }],
    });
  });
});

describe('GET /admin/v1/audit', () => {
  it('says who did what, when, why, and what was before and after', async () => {
    const { ask } = await anAdmin();
    await ask('PATCH', '/line-items/li?reason=sale', { priceCpm: 8 });
    await ask('POST', '/creatives/film/pause', undefined, { authorization: `Bearer ${ADMIN_TOKENS.ci}` });
    await ask('POST', '/line-items/li/reset');
    const { json } = await ask('GET', '/audit');
    expect(json['entries']).toMatchObject([
      { seq: 3, actor: 'ana', action: 'reset', before: aLineItem({ priceCpm: 8 }), after: aLineItem() },
      { seq: 2, actor: 'ci', kind: 'creatives', id: 'film', action: 'pause', after: { status: 'paused' } },
      {
        ...{ seq: 1, atMs: 1000, actor: 'ana', action: 'patch', reason: 'sale', kind: 'lineItems', id: 'li' },
        ...{ before: aLineItem(), after: aLineItem({ priceCpm: 8 }) },
      },
    ]);
  });
  it('says who had the files read again and why, also where they were not taken', async () => {
    const { ask } = await anAdmin();
    await ask('POST', '/catalogue/reload', { reason: 'new prices' });
    await ask('POST', '/catalogue/reload?reason=again');
    const entries = (await ask('GET', '/audit?kind=catalogue')).json['entries'] as Record<string, unknown>[];
    expect(entries).toMatchObject([
      { seq: 2, actor: 'ana', action: 'reload', reason: 'again' },
      { seq: 1, actor: 'ana', kind: 'catalogue', id: 'files', action: 'reload', reason: 'new prices' },
    ]);
    expect(entries[0]?.['after']).toEqual(entries[0]?.['before']); // the same version: nothing was new
  });
  it.each([
    ['?actor=ci', [2]],
    ['?kind=line-items', [3, 1]],
    ['?kind=creatives&id=film', [2]],
    ['?before=3&limit=1', [2]],
  ])('can be searched: %s', async (query, seqs) => {
    const { ask } = await anAdmin();
    await ask('PATCH', '/line-items/li', { priceCpm: 8 });
    await ask('POST', '/creatives/film/pause', {}, { authorization: `Bearer ${ADMIN_TOKENS.ci}` });
    await ask('PATCH', '/line-items/li', { priceCpm: 9 });
    const { json } = await ask('GET', `/audit${query}`);
    expect((json['entries'] as { seq: number }[]).map(({ seq }) => seq)).toEqual(seqs);
  });
});
