import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { aDocument } from '../catalogue/a-catalogue.builder.js';
import { startService } from '../service.js';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

it('tells who runs a service without a line for each request what breaks while it runs', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'cutaway-told-'));
  stops.push(() => rm(folder, { recursive: true }));
  const catalogueFile = path.join(folder, 'ads.json');
  await writeFile(catalogueFile, JSON.stringify(aDocument()));
  const told: string[] = [];
  const service = await startService({ catalogueFile, onWarning: (text) => void told.push(text) });
  stops.push(service.close);
  await writeFile(catalogueFile, '{ "lineItems": "none"');
  await expect.poll(() => told.join(), { timeout: 5000 }).toMatch(/^Cannot use catalogue: .*ads\.json/);
});
