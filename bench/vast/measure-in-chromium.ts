import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBrowser } from '../../test/browser/support/browser.js';
import { servePage } from '../../test/browser/support/serve-page.js';
import { DOCUMENTS } from './documents.js';
import type { measure } from './measure.js';

// Bundled into build/bench/vast.
const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** The same turns on one page of real Chromium. */
export async function measureInChromium(rounds: number) {
  const page = await servePage({ entry: path.join(ROOT, 'bench', 'vast', 'page.ts') });
  const { browser, close } = await openBrowser();
  try {
    await browser.setTimeout({ script: 300_000 });
    await browser.url(page.origin);
    const { browserVersion: engine = '' } = browser.capabilities as { readonly browserVersion?: string };
    const measured: Awaited<ReturnType<typeof measure>>[] = [];
    for (let at = 0; at < DOCUMENTS.length; at++) {
      measured.push(await browser.execute((n: number, times: number) => window.measureVast(n, times), at, rounds));
    }
    return { engine: `Chromium ${engine}`, measured };
  } finally {
    await close();
    await page.close();
  }
}
