import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aDocument, aLineItem } from './a-catalogue.builder.js';
import type { Change } from './changes/change.js';
import type { CatalogueNews } from './create-shelf.js';
import { openCatalogue, type CatalogueOptions } from './open-catalogue.js';
import type { CatalogueShelf, ChangeRequest } from './shelf.js';

let folder: string;
const shelves: CatalogueShelf[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cutaway-catalogue-'));
});
afterEach(async () => {
  await Promise.all(shelves.splice(0).map((shelf) => shelf.close()));
  await rm(folder, { recursive: true });
});

const inFolder = (name: string) => path.join(folder, name);
const save = (name: string, data: unknown) =>
  writeFile(inFolder(name), typeof data === 'string' ? data : JSON.stringify(data));
async function open(options: Partial<CatalogueOptions> = {}): Promise<CatalogueShelf> {
  const shelf = await openCatalogue({ paths: [inFolder('c.json')], watchDebounceMs: null, nowMs: () => 7, ...options });
  shelves.push(shelf);
  return shelf;
}
const ask = (id: string, change: Change, over: Partial<ChangeRequest> = {}): ChangeRequest => ({
  ...{ kind: 'lineItems', id, change, action: change.act, actor: 'ana', reason: null },
  ...{ ifVersion: null, ifNew: false, dryRun: false },
  ...over,
});
const pause: Change = { act: 'patch', fields: { status: 'paused' } };
const prices = (shelf: CatalogueShelf) =>
  Object.fromEntries(shelf.current().lineItems.map(({ id, priceCpm, status }) => [id, `${priceCpm} ${status}`]));

describe('openCatalogue: files', () => {
  it('merges a folder of YAML and JSON', async () => {
    const { lineItems: _elsewhere, ...rest } = aDocument();
    await mkdir(inFolder('ads'));
    await save('ads/one.json', rest);
    await save(
      'ads/two.yaml',
      `lineItems:\n  - { id: li, campaignId: spring, priceCpm: 3, creatives: [film], targeting: { hour: [18, 19] } }\n`,
    );
    await save('ads/.draft.json', 'not a catalogue');
    const shelf = await open({ paths: [inFolder('ads')] });
    expect(shelf.current().lineItems[0]).toMatchObject({
      priceCpm: 3,
      targeting: { dimension: 'hour', in: ['18', '19'] },
    });
    expect(shelf.record('lineItems', 'li')?.from).toBe(`${inFolder('ads/two.yaml')}: lineItems[0]`);
  });
  it('sells the ads of the test channel where no file is named', async () => {
    expect((await open({ paths: [], mediaBase: 'http://o.example' })).current().lineItems).toHaveLength(4);
  });
  it.each([
    ['is not there', null, 'cannot be read (ENOENT'],
    ['is no JSON', '{"lineItems": [', 'cannot be read ('],
    ['has no list', '[]', 'the document is [], expected type object'],
  ])('does not open where a file %s, and says which', async (_what, text, said) => {
    if (text !== null) await save('c.json', text);
    await expect(open()).rejects.toThrow(
      `Cannot load catalogue ${inFolder('c.json')}: the document ${said.replace('the document ', '')}`,
    );
  });
  it('says the line of a fault in YAML', async () => {
    await save('c.yaml', 'currency: USD\nrates: { EUR: 1\n');
    await expect(open({ paths: [inFolder('c.yaml')] })).rejects.toThrow(/line [23]/);
  });
  it('tells up to 20 faults of all files', async () => {
    await save(
      'c.json',
      aDocument({ lineItems: Array.from({ length: 30 }, (_, n) => aLineItem({ id: `${n}`, campaignId: 'x' })) }),
    );
    const message = await open().then(
      () => 'it opened',
      (error: Error) => error.message,
    );
    expect(message).toContain('Cannot load catalogue: 30 faults');
    expect(message.match(/expected a campaign that is there/g)).toHaveLength(20);
    expect(message).toContain('and 10 more');
  });
});

describe('openCatalogue: hot reload', () => {
  it('publishes a changed file as a new snapshot, and the old one stays as it was', async () => {
    await save('c.json', aDocument());
    const shelf = await open({ watchDebounceMs: 5 });
    const old = shelf.current();
    const heard = vi.fn();
    shelf.onPublish(heard);
    await save('next', aDocument({ lineItems: [aLineItem({ priceCpm: 12 })] }));
    await rename(inFolder('next'), inFolder('c.json'));
    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith(shelf.current()), { timeout: 15_000 });
    expect([old.lineItems[0]?.priceCpm, prices(shelf)]).toEqual([10, { li: '12 live' }]);
  });
  it('keeps the old snapshot where a file is faulty, and says why until it is mended', async () => {
    await save('c.json', aDocument());
    const news: CatalogueNews[] = [];
    const shelf = await open({ tell: (one) => news.push(one) });
    const old = shelf.current();
    await save('c.json', aDocument({ campaigns: [] }));
    expect((await shelf.reload())?.message).toContain('lineItems[0].campaignId is "spring"');
    expect([shelf.current(), shelf.problem()?.faults.length]).toEqual([old, 1]);
    await save('c.json', aDocument());
    expect(await shelf.reload()).toBeNull();
    expect([shelf.current(), shelf.problem()]).toEqual([old, null]);
    expect(news.map(({ type }) => type)).toEqual(['kept-old']);
  });
  it.each([
    ['id', '&it {id: *it, advertiserId: acme}'],
    ['targeting', '{id: li, creatives: [film], targeting: &it {any: *it}}'],
  ])('keeps the old snapshot where a file of YAML refers to itself in %s', async (_what, item) => {
    await save('c.json', aDocument());
    await writeFile(inFolder('d.yaml'), '{}');
    const shelf = await open({ paths: [folder] });
    const old = shelf.current();
    await writeFile(inFolder('d.yaml'), `lineItems: [${item}]`);
    expect((await shelf.reload())?.message).toContain(
      'd.yaml: the document cannot be read (a part of it is in itself), expected a file of YAML',
    );
    expect(shelf.current()).toBe(old);
  });
  it('tells every listener though one throws, and none after it left', async () => {
    await save('c.json', aDocument());
    const news: CatalogueNews[] = [];
    const shelf = await open({ tell: (one) => news.push(one) });
    const [first, left, last] = [vi.fn(() => expect.unreachable()), vi.fn(), vi.fn()];
    shelf.onPublish(first);
    shelf.onPublish(left)();
    shelf.onPublish(last);
    await shelf.change(ask('li', pause));
    expect([first, left, last].map((listener) => listener.mock.calls.length)).toEqual([1, 0, 1]);
    expect(news.map(({ type }) => type)).toEqual(['published', 'listener-failed']);
  });
});

describe('openCatalogue: changes', () => {
  const stateful = () => open({ stateFolder: inFolder('state') });

  it('outlive a restart, over files that were edited meanwhile', async () => {
    await save('c.json', aDocument({ lineItems: [aLineItem(), aLineItem({ id: 'two' })] }));
    const before = await stateful();
    await before.change(ask('li', pause));
    await before.change(ask('new', { act: 'put', record: aLineItem({ id: 'new', priceCpm: 1 }) }));
    await before.change(ask('two', { act: 'delete' }));
    await save('c.json', aDocument({ lineItems: [aLineItem({ priceCpm: 20 }), aLineItem({ id: 'two' })] }));
    const after = await stateful();
    expect(prices(after)).toEqual({ li: '20 paused', new: '1 live' });
    expect(after.audit({ limit: 2 })).toMatchObject([
      { seq: 3, atMs: 7, kind: 'lineItems', id: 'two', actor: 'ana', before: aLineItem({ id: 'two' }), after: null },
      { seq: 2, id: 'new', before: null },
    ]);
    await after.change(ask('li', { act: 'reset' }));
    expect(prices(after)['li']).toBe('20 live');
  });
  it('are refused with every fault, and then nothing is kept', async () => {
    await save('c.json', aDocument());
    const shelf = await stateful();
    const version = shelf.current().version;
    const bad = aLineItem({ id: 'new', campaignId: 'x', creatives: ['y'] });
    expect(await shelf.change(ask('new', { act: 'put', record: bad }))).toMatchObject({
      type: 'refused',
      because: 'record',
      faults: [{ field: 'campaignId' }, { field: 'creatives[0]' }],
    });
    expect(await shelf.change(ask('spring', { act: 'delete' }, { kind: 'campaigns' }))).toMatchObject({
      type: 'refused',
      because: 'others',
      faults: [{ file: inFolder('c.json'), field: 'lineItems[0].campaignId' }],
    });
    expect([shelf.current().version, shelf.audit({ limit: 9 })]).toEqual([version, []]);
  });
  it('that are tried say what would come of them, and do nothing', async () => {
    await save('c.json', aDocument());
    const shelf = await stateful();
    const { version } = shelf.current();
    const tried = await shelf.change(ask('li', pause, { dryRun: true }));
    expect(tried).toMatchObject({ type: 'done', seq: null, record: { record: { status: 'paused' } } });
    expect([shelf.current().version, shelf.audit({ limit: 9 })]).toEqual([version, []]);
    expect(await shelf.change(ask('li', pause))).toMatchObject({ version: tried.type === 'done' && tried.version });
  });
  it('asked for at once are made one by one, so that only one of two holds the version they name', async () => {
    await save('c.json', aDocument());
    const shelf = await stateful();
    const seen = shelf.record('lineItems', 'li')!.version;
    const both = [11, 12].map((priceCpm) =>
      shelf.change(ask('li', { act: 'patch', fields: { priceCpm } }, { ifVersion: [seen] })),
    );
    expect((await Promise.all(both)).map(({ type }) => type)).toEqual(['done', 'stale']);
    expect(prices(shelf)).toEqual({ li: '11 live' });
  });
  it('that mend what the files had broken publish the files too', async () => {
    await save('c.json', aDocument());
    const shelf = await stateful();
    await shelf.change(ask('new', { act: 'put', record: aLineItem({ id: 'new' }) }));
    await save('c.json', aDocument({ campaigns: [], lineItems: [] }));
    expect((await shelf.reload())?.message).toContain('changes of the API: lineItems(new).campaignId is "spring"');
    await shelf.change(ask('new', { act: 'delete' }));
    expect([shelf.problem(), shelf.current().lineItems]).toEqual([null, []]);
  });
  it('stand in one audit with what was done beside them, after a restart too', async () => {
    await save('c.json', aDocument());
    const act = {
      kind: 'breaks',
      id: 'p1',
      action: 'cancel',
      actor: 'ana',
      reason: 'rain',
      before: {},
      after: {},
    } as const;
    const shelf = await stateful();
    await shelf.change(ask('li', pause));
    expect(await shelf.note(act)).toBeNull();
    await shelf.close();
    const again = await stateful();
    expect(again.audit({ limit: 9 })).toMatchObject([
      { seq: 2, ...act },
      { seq: 1, kind: 'lineItems', id: 'li' },
    ]);
    expect(again.audit({ kind: 'breaks', limit: 9 })).toHaveLength(1);
    expect(prices(again)).toEqual({ li: '10 paused' });
    expect(await again.change(ask('li', { act: 'reset' }))).toMatchObject({ type: 'done', seq: 3 });
  });
  it('says why something done beside them is not in the audit', async () => {
    await save('c.json', aDocument());
    const shelf = await stateful();
    await stateful().then((other) => other.change(ask('li', pause)));
    const act = {
      kind: 'catalogue',
      id: 'files',
      action: 'reload',
      actor: 'ana',
      reason: null,
      before: null,
      after: null,
    } as const;
    expect(await shelf.note(act)).toContain('another process writes it');
  });
  it('are not made where they cannot be kept', async () => {
    await save('c.json', aDocument());
    const shelf = await stateful();
    await stateful().then((other) => other.change(ask('li', pause)));
    expect(await shelf.change(ask('li', pause))).toMatchObject({ type: 'not-kept' });
    expect(prices(shelf)).toEqual({ li: '10 live' });
  });
});
