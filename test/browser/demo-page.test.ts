import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startService, type Service } from '@cutaway/decisioning';
import { startChannel, type Channel } from '@cutaway/testkit';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type OpenBrowser } from './support/browser.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

describe('the demo page', () => {
  let folder: string;
  let channel: Channel;
  let service: Service;
  let chromium: OpenBrowser;

  beforeAll(async () => {
    await mkdir(join(ROOT, 'build'), { recursive: true });
    folder = await mkdtemp(join(ROOT, 'build', 'demo-'));
    const root = join(ROOT, 'demos/live');
    await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'error', build: { outDir: folder } });
    channel = await startChannel({ schedule: 'none', podMs: 11_520, mounts: { '/demo': folder } });
    service = await startService({ origin: channel.liveUrl, mediaBase: channel.url });
    const config = { service: service.url, channel: channel.url };
    await writeFile(join(folder, 'config.json'), JSON.stringify(config));
    chromium = await openBrowser();
    await chromium.browser.url(`${channel.url}/demo/index.html`);
  }, 120_000);
  afterAll(async () => {
    await chromium?.close();
    await Promise.all([service?.close(), channel?.close(), rm(folder, { recursive: true, force: true })]);
  });

  /** The rows of the report panel, the newest first: text by column. */
  const reports = (): Promise<Record<string, string>[]> =>
    chromium.browser.execute(() =>
      [...document.querySelectorAll('[aria-label="Reports of the last breaks"] tbody tr')].map((row) =>
        Object.fromEntries(
          [...row.querySelectorAll<HTMLElement>('td[data-name]')].map((cell) => [
            cell.dataset['name'] ?? '',
            cell.textContent,
          ]),
        ),
      ),
    );

  async function orderBreak(): Promise<Record<string, string>> {
    const { browser } = chromium;
    const [before] = await reports();
    await browser.$('button=Break now').click();
    await browser.waitUntil(async () => (await reports())[0]?.['break'] !== before?.['break'], {
      timeout: 60_000,
      interval: 500,
    });
    return (await reports())[0] ?? {};
  }

  it('tells of a break that was played how it came about', async () => {
    const { browser } = chromium;
    expect(await reports()).toEqual([{}]);
    await browser.waitUntil(async () => (await browser.$('dd=content').isExisting()) === true, { timeout: 30_000 });
    const aTime = expect.stringMatching(/^\d\d:\d\d:\d\d\.\d$/) as string;
    expect(await orderBreak()).toEqual({
      ...{ break: expect.any(String) as string, verdict: 'played', strategy: 'stitch' },
      ...{ decision: expect.stringMatching(/^\d+ ms$/) as string, ready: aTime, start: aTime, end: aTime },
      ...{ gap: expect.stringMatching(/^\d+ ms$/) as string, dropped: expect.stringMatching(/^\d+$/) as string },
      ...{ seeks: '0', stalls: expect.stringMatching(/^\d+$/) as string, causes: 'none' },
    });
  });

  it('tells of a break that went wrong what the causes were, above the one before it', async () => {
    channel.addFault({ path: '^/ads/', status: 404 });
    const { verdict, causes } = await orderBreak();
    expect(verdict).toBe('lost');
    expect(causes).toMatch(/^MEDIA_NOT_FOUND ×2: .+status 404/);
    expect((await reports()).map((row) => row['verdict'])).toEqual(['lost', 'played']);
  });

  describe.each([
    [1280, 800],
    [1920, 1080],
    [1280, 720],
    [1024, 768],
    [420, 800],
  ])('at %i x %i', (width, height) => {
    beforeAll(async () => {
      const size = { width, height, deviceScaleFactor: 1, mobile: false };
      await chromium.browser.sendCommandAndGetResult('Emulation.setDeviceMetricsOverride', size);
      await chromium.browser.pause(500);
    });

    it('is no wider than the screen', async () => {
      const [needed, there] = await chromium.browser.execute(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      expect(needed).toBe(there);
    });

    it('shows every reading and every button whole and beside the others', async () => {
      const boxes = await chromium.browser.execute(() =>
        [...document.querySelectorAll<HTMLElement>('button, dl dt, dl dd')].map((element) => {
          const { left, top, right, bottom } = element.getBoundingClientRect();
          const isCut = element.scrollWidth > element.clientWidth + 1;
          return { text: element.textContent, left, top, right, bottom, isCut };
        }),
      );
      expect(boxes.filter(({ isCut }) => isCut)).toEqual([]);
      const pairs = boxes.flatMap((one, i) => boxes.slice(i + 1).map((other) => [one, other] as const));
      const onEachOther = pairs.filter(
        ([a, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1,
      );
      expect(onEachOther.map(([a, b]) => [a.text, b.text])).toEqual([]);
      if (width < 900) return;
      // One line of names, one of values, one of buttons.
      const topsOf = (tag: string) =>
        chromium.browser.execute(
          (name) => [...document.querySelectorAll(name)].map((each) => Math.round(each.getBoundingClientRect().top)),
          tag,
        );
      for (const tag of ['main > section button', 'dl dt', 'dl dd']) expect(new Set(await topsOf(tag)).size).toBe(1);
    });

    it('has a title on each cell that is cut, and cuts no row', async () => {
      const [untold, halved] = await chromium.browser.execute(() => {
        const cells = [...document.querySelectorAll<HTMLElement>('td, th')].filter((cell) => cell.offsetWidth > 0);
        const cut = cells.filter((cell) => cell.scrollWidth > cell.clientWidth + 1 && cell.title === '');
        const low = cells.filter((cell) => {
          const table = cell.closest('table')?.parentElement;
          return table && cell.getBoundingClientRect().bottom > table.getBoundingClientRect().bottom + 1;
        });
        return [cut, low].map((some) => some.map(({ textContent }) => textContent));
      });
      expect([untold, halved]).toEqual([[], []]);
    });

    it('shows times on the axis that do not lie on each other', async () => {
      const spans = await chromium.browser.execute(() =>
        [...document.querySelectorAll<SVGTextElement>('svg[role=group] text[text-anchor=middle]')]
          .filter((text) => text.getAttribute('visibility') === 'visible')
          .map((text) => text.getBoundingClientRect())
          .map(({ left, right }) => [left, right] as const),
      );
      expect(spans.length).toBeGreaterThan(1);
      for (const [i, [left]] of spans.slice(1).entries()) expect(left).toBeGreaterThan(spans[i]?.[1] ?? 0);
    });
  });
});
