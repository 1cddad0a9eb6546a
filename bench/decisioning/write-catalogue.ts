import { writeFile } from 'node:fs/promises';

/** Line items that match an ask of this benchmark, of all. */
export const ELIGIBLE = 50;
export const LINE_ITEMS = 1000;

const ADVERTISERS = 100;
const GENRES = ['drama', 'news', 'comedy', 'music', 'film', 'children', 'nature', 'travel', 'food'];
const COUNTRIES = ['FR', 'ES', 'IT', 'NL', 'PL', 'SE', 'AT', 'CH'];
const LENGTHS_MS = [10_000, 15_000, 15_000, 20_000, 30_000, 30_000];

/**
 * A catalogue of live line items with targeting, caps and budgets, as JSON: `ELIGIBLE` of them are for sport in Germany, the others
 * for something else. A tenth are sponsorships and shares, three tenths guaranteed, half by price, the rest house ads.
 */
export async function writeCatalogue(file: string): Promise<void> {
  const each = <T>(count: number, make: (n: number) => T): readonly T[] =>
    Array.from({ length: count }, (_, n) => make(n));
  const document = {
    currency: 'EUR',
    advertisers: each(ADVERTISERS, (n) => ({
      ...{
        id: `adv-${n}`,
        domain: `advertiser-${n}.example`,
        name: `Advertiser ${n}`,
        categories: [`IAB${1 + (n % 20)}`],
      },
      caps: [{ limit: 12, per: 'device', window: '1d' }],
    })),
    campaigns: each(LINE_ITEMS / 4, (n) => ({
      ...{ id: `camp-${n}`, advertiserId: `adv-${n % ADVERTISERS}`, name: `Campaign ${n}` },
      caps: [{ limit: 6, per: 'device', window: '1d' }],
    })),
    creatives: each(LINE_ITEMS, creative),
    lineItems: each(LINE_ITEMS, lineItem),
    publishers: [
      {
        ...{ id: 'default', maxAds: 8, separation: { advertiser: 'pod', category: 'adjacent' } },
        ...{ contingency: ['cr-0'], fillBonusCpmPerSecond: 0.05 },
      },
    ],
  };
  await writeFile(file, JSON.stringify(document));
}

const creative = (n: number) => ({
  ...{ id: `cr-${n}`, title: `Spot ${n}`, durationMs: LENGTHS_MS[n % LENGTHS_MS.length] },
  ...{ universalAdId: `EUR-${100_000 + n}`, clickThrough: `https://advertiser-${n % ADVERTISERS}.example/` },
  mediaFiles: [
    {
      url: `https://cdn.example/spots/${n}/main.m3u8`,
      type: 'application/vnd.apple.mpegurl',
      width: 1920,
      height: 1080,
    },
    { url: `https://cdn.example/spots/${n}/720.mp4`, type: 'video/mp4', width: 1280, height: 720, bitrateKbps: 3000 },
  ],
});

function lineItem(n: number) {
  const isEligible = n % (LINE_ITEMS / ELIGIBLE) === 0;
  const genre = isEligible ? 'sport' : GENRES[n % GENRES.length];
  const country = isEligible ? 'DE' : COUNTRIES[n % COUNTRIES.length];
  const campaign = n % (LINE_ITEMS / 4);
  return {
    ...{ id: `li-${n}`, campaignId: `camp-${campaign}`, advertiserId: `adv-${campaign % ADVERTISERS}` },
    ...{ priceCpm: 8 + ((n * 37) % 240) / 10, creatives: [`cr-${n}`], ...soldAs(Math.floor(n / 20) % 10) },
    targeting: { all: [{ 'content.genre': genre }, { 'geo.country': [country, 'LU'] }] },
    caps: [
      { limit: 3, per: 'device', window: '1d' },
      { limit: 1, per: 'pod' },
    ],
  };
}

/** Budgets are too large to end while it is measured. */
function soldAs(tenth: number) {
  if (tenth === 0) return { type: 'sponsorship', goal: { share: 0.5 } };
  if (tenth < 4) return { type: 'guaranteed', goal: { impressions: 1_000_000_000 }, pacing: 'asap' };
  return tenth < 9 ? { type: 'price-priority', goal: { spend: 1_000_000_000 }, pacing: 'asap' } : { type: 'house' };
}
