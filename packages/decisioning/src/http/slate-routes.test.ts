import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DecisionReply } from '@cutaway/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AssetList } from '../answer/asset-list.js';
import { startService, type Service } from '../service.js';

/** A publisher with a slate, and nothing to sell. */
const CATALOGUE = { publishers: [{ id: 'default', slate: [{ url: 'https://m.example/slate.m3u8' }] }] };

let folder: string;
let service: Service;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'slate-'));
  await writeFile(path.join(folder, 'ads.json'), JSON.stringify(CATALOGUE));
  service = await startService({ catalogueFile: path.join(folder, 'ads.json') });
});
afterAll(async () => {
  await service.close();
  await rm(folder, { recursive: true });
});

const get = (address: string) => fetch(`${service.url}${address}`);

describe('the slate of a publisher, where nothing else fits', () => {
  it.each([
    ['an ad tag', '/v1/vast?sessionId=s&breakId=b&durationMs=30000'],
    ['an ad tag that is explained', '/v1/vast?sessionId=s&breakId=b&durationMs=30000&explain=1'],
    ['a VMAP', '/v1/vmap?sessionId=s&offsets=start&durationMs=30000'],
    ['an ad tag of a cohort', '/v1/cohort/vast?breakId=b&durationMs=30000'],
  ])('is the one ad of %s, as long as the break, and nobody is told of it', async (_, address) => {
    const text = await (await get(address)).text();
    expect(text.match(/<Ad /g)).toHaveLength(1);
    expect(text).toContain('https://m.example/slate.m3u8');
    expect(text).toContain('<Duration>00:00:30.000</Duration>');
    expect(text).not.toContain('<Tracking ');
    expect(text).not.toContain(`${service.url}/b/`);
  });

  it.each(['/v1/asset-list?sessionId=s', '/v1/cohort/asset-list?'])(
    'is the one asset of %s, without tracking',
    async (address) => {
      const list = (await (await get(`${address}&breakId=b&durationMs=30000`)).json()) as AssetList;
      expect(list.ASSETS).toMatchObject([{ URI: 'https://m.example/slate.m3u8', DURATION: 30 }]);
      expect(list.ASSETS[0]?.['X-AD-CREATIVE-SIGNALING'].payload).toMatchObject([{ tracking: [] }]);
    },
  );

  it('stands beside the pod for whoever reads JSON', async () => {
    const reply = (await (await get('/v1/cohort/decision?breakId=b&durationMs=30000')).json()) as DecisionReply;
    expect(reply).toMatchObject({ rung: 'slate', pod: { ads: [] }, slate: { mediaFiles: [{}] } });
  });
});
