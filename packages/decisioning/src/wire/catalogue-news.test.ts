import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aDocument } from '../catalogue/a-catalogue.builder.js';
import { CatalogueError } from '../catalogue/faults.js';
import { startService } from '../service.js';
import { faultOfNews, reportCatalogue } from './catalogue-news.js';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});
const error = new CatalogueError([{ file: 'ads.yml', field: 'lineItems[0].priceCpm', text: 'priceCpm is "five"' }]);

describe('faultOfNews', () => {
  it('says what is wrong, and nothing where a catalogue was published', () => {
    expect(faultOfNews({ type: 'published', version: 'v', by: 'files' })).toBeNull();
    expect(faultOfNews({ type: 'kept-old', error })).toMatch(/the one of before is used.*ads\.yml: priceCpm is "five"/);
    expect(faultOfNews({ type: 'listener-failed', error: 'oh' })).toMatch(/not used everywhere: oh/);
    expect(faultOfNews({ type: 'journal-cut', file: 'j', bytes: 3 })).toMatch(/last 3 bytes of j/);
    expect(faultOfNews({ type: 'not-watched', reason: 'no inotify' })).toMatch(/need a reload: no inotify/);
  });
});

describe('reportCatalogue', () => {
  it('tells strangers how many faults there are, and none of them', () => {
    expect(reportCatalogue({ problem: () => null }).fault).toBeNull();
    const { fault, goesOn } = reportCatalogue({ problem: () => error });
    expect(fault).toBe('its files have faults (1), expected none: GET /admin/v1/catalogue');
    expect(goesOn).not.toBeNull(); // the node is ready
  });
});

it('tells of files that cannot be used: in a warning, in metrics and in readiness, until they can be', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'cutaway-broken-'));
  stops.push(() => rm(folder, { recursive: true }));
  const catalogueFile = path.join(folder, 'ads.json');
  await writeFile(catalogueFile, JSON.stringify(aDocument()));
  const warned: string[] = [];
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation((text) => void warned.push(String(text)));
  const logged = vi.spyOn(process.stdout, 'write').mockImplementation((text) => warned.push(String(text)) > 0);
  stops.push(async () => (warn.mockRestore(), logged.mockRestore()));
  const service = await startService({ catalogueFile, log: true });
  stops.push(service.close);
  const read = async (at: string): Promise<string> => (await fetch(`${service.url}${at}`)).text();

  await writeFile(catalogueFile, '{ "lineItems": "none"');
  const degraded = /^catalogue: .*faults.*the catalogue of before is used$/;
  const isDegraded = async (): Promise<unknown> =>
    expect(JSON.parse(await read('/health/ready'))).toMatchObject({ degraded: [expect.stringMatching(degraded)] });
  await vi.waitFor(isDegraded, 5000);
  const metrics = await read('/metrics');
  expect(metrics).toContain('cutaway_store_errors_total{store="catalogue"} 1');
  expect(metrics).toMatch(/cutaway_catalogue_faults [1-9]/);
  expect(warned.join('\n')).toMatch(/Cannot use catalogue: the one of before is used.*ads\.json/);

  await writeFile(catalogueFile, JSON.stringify(aDocument()));
  await vi.waitFor(async () => expect(await read('/health/ready')).toContain('"degraded":[]'), 5000);
  expect(await read('/metrics')).toContain('cutaway_catalogue_faults 0');
});
