import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Signal } from '@cutaway/model';
import { anAd, aReply } from '@cutaway/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from './plain-video-page.js';
import { openBrowser, type OpenBrowser } from './support/browser.js';
import { makeFilm } from './support/make-film.js';
import { MEDIA_DIR } from './support/media-dir.js';
import { servePage, type ServedPage } from './support/serve-page.js';

const MID_ROLL: Signal = {
  type: 'break-start',
  kind: 'linear',
  key: 'mid-1',
  carrier: 'app',
  evidence: 'schedule of the application',
  startsAt: 4000,
  plannedMs: 5760,
  autoReturn: true,
  upids: [],
  segmentationTypeId: null,
};

describe('plainVideo(): a film with a break that the application knows of (real Chromium)', () => {
  let film: string;
  let page: ServedPage;
  let chromium: OpenBrowser;
  beforeAll(async () => {
    film = await makeFilm();
    const [, mp4] = anAd('red').mediaFiles;
    const ad = anAd('red', { mediaFiles: mp4 ? [{ ...mp4, url: '/media/ads/ad-red/exact.mp4' }] : [], trackers: [] });
    const reply = { status: 200, type: 'application/json', body: JSON.stringify(aReply([ad], { errorUrls: [] })) };
    page = await servePage({
      entry: fileURLToPath(new URL('./plain-video-page.ts', import.meta.url)),
      mounts: { '/media': MEDIA_DIR, '/film': film },
      route: ({ pathname }) => (pathname === '/decision' ? reply : null),
    });
    chromium = await openBrowser();
  });
  afterAll(async () => {
    await chromium.close();
    await Promise.all([page.close(), rm(film, { recursive: true })]);
  });

  it('plays the ad in a second element, and the film goes on', async () => {
    await chromium.browser.url(page.origin);
    const seen = await chromium.browser.execute((signals) => window.playBreaks('/film/film.mp4', signals), [MID_ROLL]);
    expect(seen.report).toMatchObject({ strategy: 'secondElement', outcome: 'played', causes: [] });
    expect(seen).toMatchObject({ videos: 1, isContentOn: true });
  });
});
