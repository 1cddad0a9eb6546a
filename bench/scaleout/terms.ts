/** What load and service of the measurement both know. */

/** A cap of the catalogue, as the load counts it. All windows are longer than the measurement. */
export interface TrueCap {
  readonly key: string;
  readonly per: 'device' | 'household';
  readonly limit: number;
}

const AD_MS = 10_000;
/** Three ads fit. */
export const BREAK_MS = 3 * AD_MS;
/** Sold by impressions: of these, budgets run out. */
export const SHORT_ITEMS = 3;
const CAPPED_ITEMS = 8;
/** Without caps, so that a pod is never empty: of advertisers of their own. */
const FILLERS = 3;

const cap = (limit: number, per: 'device' | 'household', window?: string) => ({
  limit,
  per,
  ...(window && { window }),
});
const creativesOf = (item: string) => [`${item}-x`, `${item}-y`];

/** Impressions that one of the short line items owes. */
export const goalOf = (households: number): number => Math.max(8, Math.ceil(households * 0.5));

/** Capped by film, campaign and advertiser; the first of them stopped by a goal, too. */
export function catalogueOf(households: number): object {
  const capped = Array.from({ length: CAPPED_ITEMS }, (_, n) => `li${n}`);
  const fillers = Array.from({ length: FILLERS }, (_, n) => `filler${n}`);
  const endsAt = new Date(Date.now() + 86_400_000).toISOString();
  return {
    advertisers: [
      ...[0, 1, 2, 3].map((n) => ({ id: `a${n}`, domain: `a${n}.example`, caps: [cap(4, 'household', '1d')] })),
      ...fillers.map((id) => ({ id, domain: `${id}.example` })),
    ],
    campaigns: [0, 1, 2, 3].map((n) => ({ id: `c${n}`, advertiserId: `a${n}`, caps: [cap(2, 'household', '1h')] })),
    creatives: [
      ...capped.flatMap((item) => creativesOf(item).map((id) => aFilm(id, { caps: [cap(1, 'device')] }))),
      ...fillers.map((id) => aFilm(id, {})),
    ],
    lineItems: [
      ...capped.map((id, n) => ({
        ...{ id, campaignId: `c${n % 4}`, priceCpm: 20 - n, creatives: creativesOf(id) },
        ...(n < SHORT_ITEMS && { goal: { impressions: goalOf(households) }, pacing: 'asap', endsAt }),
      })),
      ...fillers.map((id) => ({ id, advertiserId: id, priceCpm: 1, creatives: [id] })),
    ],
  };
}

const aFilm = (id: string, more: object) => ({
  ...{ id, durationMs: AD_MS, mediaFiles: [{ url: `https://cdn.example/${id}.m3u8` }] },
  ...more,
});

/** The line item of a film. */
export const itemOf = (film: string): string => film.replace(/-[xy]$/, '');

/** All that one showing of a film counts for. */
export function capsOf(film: string): readonly TrueCap[] {
  const n = Number(/^li(\d+)-/.exec(film)?.[1] ?? NaN);
  if (Number.isNaN(n)) return [];
  return [
    { key: `creative:${film}`, per: 'device', limit: 1 },
    { key: `campaign:c${n % 4}`, per: 'household', limit: 2 },
    { key: `advertiser:a${n % 4}`, per: 'household', limit: 4 },
  ];
}

/** What a service process is started with, as JSON. */
export interface ServiceTerms {
  readonly port: number;
  readonly dataDir: string;
  readonly catalogueFile: string;
  readonly redis: string;
  readonly nats: string;
  readonly redisTimeoutMs: number;
}

export const SHARED_KEY = { id: 'shared', secret: 'the key of both processes' };
export const ADMIN_TOKEN = 'token-of-the-measurement';
