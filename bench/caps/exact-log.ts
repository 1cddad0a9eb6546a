import { ADS, goalOf, identityOf } from './terms.js';

/** Everything that was truly seen, by true time. */
export interface ExactLog {
  see(viewer: number, adId: string, atMs: number): void;
  readonly seen: () => number;
  /** Exposures beyond each cap of each viewer, in the worst of its windows. */
  violations(): { readonly exposures: number; readonly worst: number };
  /** Impressions beyond each goal; 0: none. */
  overspend(): readonly { readonly account: string; readonly goal: number; readonly over: number }[];
}

export function createExactLog(households: number): ExactLog {
  const byCap = new Map<string, { limit: number; windowMs: number; times: number[] }>();
  const byAd = new Map<string, number>();
  return {
    seen: () => [...byAd.values()].reduce((sum, count) => sum + count, 0),
    see: (viewer, adId, atMs) => {
      byAd.set(adId, (byAd.get(adId) ?? 0) + 1);
      const identity = identityOf(viewer);
      for (const { key, per, limit, windowMs } of ADS.find(({ id }) => id === adId)?.caps ?? []) {
        const name = `${per === 'household' ? identity.household : identity.device}\n${key}`;
        const counted = byCap.get(name) ?? { limit, windowMs: windowMs ?? Infinity, times: [] };
        counted.times.push(atMs);
        byCap.set(name, counted);
      }
    },
    violations: () => {
      const extras = [...byCap.values()].map(({ limit, windowMs, times }) => {
        const inWindow = times.map((to) => times.filter((at) => at <= to && to - at < windowMs).length);
        return Math.max(...inWindow) - limit;
      });
      const beyond = extras.filter((extra) => extra > 0);
      return { exposures: beyond.reduce((sum, extra) => sum + extra, 0), worst: Math.max(0, ...beyond) };
    },
    overspend: () =>
      ADS.map((ad) => {
        const goal = goalOf(ad, households);
        return { account: ad.account, goal, over: Math.max((byAd.get(ad.id) ?? 0) - goal, 0) };
      }),
  };
}
