import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startService, type Service } from '@cutaway/decisioning';
import { startChannel, type Channel } from '@cutaway/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type OpenBrowser } from './support/browser.js';
import { servePage, type ServedPage } from './support/serve-page.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

describe('the integration that the README shows', () => {
  let example = '';
  let folder: string;
  let channel: Channel;
  let service: Service;
  let page: ServedPage;
  let chromium: OpenBrowser;

  beforeAll(async () => {
    const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
    example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    channel = await startChannel({ schedule: { atMs: [9600] }, podMs: 11_520 });
    service = await startService({ origin: channel.liveUrl, mediaBase: channel.url });
    await mkdir(join(ROOT, 'build'), { recursive: true });
    folder = await mkdtemp(join(ROOT, 'build', 'readme-'));
    const code = example
      .replace('https://ads.example/v1/decision', `${service.url}/v1/decision`)
      .replace('https://live.example/main.m3u8', channel.liveUrl)
      .replace(/console\.log/g, '(window as any).said.push');
    await writeFile(
      join(folder, 'main.ts'),
      `(window as any).said = [];\n${code}\nvideo.muted = true;\nvoid video.play();\n`,
    );
    const body = '<div style="width:960px"><video style="width:100%" playsinline></video></div>';
    page = await servePage({ entry: join(folder, 'main.ts'), body, built: true });
    chromium = await openBrowser();
  }, 60_000);
  afterAll(async () => {
    await chromium?.close();
    await Promise.all([
      page?.close(),
      service?.close(),
      channel?.close(),
      rm(folder, { recursive: true, force: true }),
    ]);
  });

  it('is at most 20 lines of code', () => {
    const lines = example.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('//'));
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.length).toBeLessThanOrEqual(20);
  });

  it('plays a break as it stands there', async () => {
    const { browser } = chromium;
    await browser.url(page.origin);
    const said = (): Promise<unknown[]> => browser.execute(() => (window as unknown as { said: unknown[] }).said);
    await browser.waitUntil(async () => (await said()).includes('closed'), { timeout: 60_000, interval: 500 });
    const words = await said();
    expect(words.filter((word) => word === 'impression').length).toBeGreaterThanOrEqual(2);
    expect(words.filter((word) => word === 'complete').length).toBeGreaterThanOrEqual(2);
  }, 80_000);
});
