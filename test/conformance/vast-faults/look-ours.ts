import type { Ad } from '@cutaway/model';
import { fillBeacon, stepAd, trackAd } from '@cutaway/tracking';
import type { MacroContext } from '@cutaway/vast';
import { budgetMsOf, fetchOf, momentLine, ROOT_URL, type LoadedPage, type Seen } from './page.js';
import { resolveByFetch } from './resolve-by-fetch.js';

const NOW: MacroContext = { nowMs: 0, cacheBusting: 12_345_678 };

/** What Cutaway makes of a page. */
export async function lookOurs(page: LoadedPage): Promise<Seen> {
  const requests: string[] = [];
  const fetchText = fetchOf(page, requests);
  const own = resolveByFetch(ROOT_URL, fetchText, budgetMsOf(page));
  if (page.beside !== undefined) await resolveByFetch(page.beside, fetchText, budgetMsOf(page));
  const { ads, failures } = await own;
  const icons = ads.flatMap((ad) => ad.icons ?? []);
  return {
    outcome: ads.length > 0 ? 'ads' : 'no ad',
    ads: ads.map(({ adId }) => adId),
    errors: failures.flatMap(({ vastError, errorUrls }) =>
      errorUrls.map((url) => `${vastError} ${url.replace(/\?.*/, '')}`),
    ),
    requests,
    durationsMs: ads.map(({ durationMs }) => durationMs),
    skipAfterMs: ads.map(({ skipAfterMs }) => skipAfterMs),
    fallbackImages: icons.flatMap(({ fallbackImages }) =>
      fallbackImages.map(({ imageUrl, altText }) => ({ url: imageUrl, altText })),
    ),
    iconViews: called(ads, 'creativeView', 'icon:0'),
    mezzanines: ads.flatMap((ad) => (ad.mezzanines ?? []).map(({ url }) => url)),
    interactiveFiles: ads.flatMap((ad) => (ad.interactiveFiles ?? []).map(({ url }) => url)),
    verifications: ads.flatMap((ad) => (ad.verifications ?? []).map((one) => one.resources.map(({ url }) => url))),
    nonLinearClicks: called(ads, 'clickTracking', undefined),
    companionViews: called(ads, 'creativeView', 'companion:0'),
    linears: ads.filter(({ mediaFiles }) => mediaFiles.length > 0).length,
    completes: called(ads, 'complete', undefined),
    sent: ads.slice(0, 1).flatMap((ad) => played(ad, page)),
    complaints: 0, // there is nobody to complain: what is no URL is not called
    filled: ads.flatMap((ad) => impressionsOf(ad, page)),
  };
}

function called(ads: readonly Ad[], event: string, of: string | undefined): string[] {
  return ads
    .flatMap(({ trackers }) => trackers.filter((one) => one.event === event && one.of === of))
    .map(({ url }) => url);
}

function played(ad: Ad, { play = [] }: LoadedPage): string[] {
  let tracking = trackAd(ad);
  return play.flatMap((fact) => {
    const { state, due } = stepAd(tracking, fact);
    tracking = state;
    const urls = due.map((beacon) => fillBeacon(beacon, ad, NOW).url);
    return momentLine(fact.type === 'frame' ? `at ${fact.adMs} ms` : fact.type, urls);
  });
}

function impressionsOf(ad: Ad, { macros = {} }: LoadedPage): string[] {
  const { due } = stepAd(trackAd(ad), { type: 'frame', adMs: 0 });
  return due.map((beacon) => fillBeacon(beacon, ad, { ...NOW, others: macros }).url);
}
