import type { Catalogue, Creative, Publisher } from '../catalogue/catalogue.js';

/** What a publisher shows where nothing else can be decided: packaged ahead, the same for all. */
export interface ContingencyPod {
  readonly publisherId: string;
  /** In order; never longer than the length that it is for. */
  readonly creatives: readonly Creative[];
  readonly durationMs: number;
}

/** 2^n ways are tried: enough for two minutes of ten-second films. */
const MAX_CREATIVES = 12;

/**
 * The fullest pods that a publisher's contingency creatives make, by their lengths in milliseconds, shortest first. Of two that are as
 * long the one that comes first in the publisher's order. No film twice; what is not ready is not there.
 */
export function contingencyPods(
  publisher: Publisher,
  catalogue: Pick<Catalogue, 'creatives'>,
): readonly ContingencyPod[] {
  const films = publisher.contingency
    .flatMap((id) => catalogue.creatives.get(id) ?? [])
    .filter(({ kind, readiness, durationMs }) => kind === 'linear' && readiness === 'ready' && durationMs > 0)
    .filter((film, at, all) => all.findIndex((other) => isSameFilm(film, other)) === at)
    .slice(0, MAX_CREATIVES);
  const byLength = new Map<number, readonly Creative[]>([[0, []]]);
  for (const film of films) {
    for (const [lengthMs, creatives] of [...byLength]) {
      const longer = lengthMs + film.durationMs;
      if (!byLength.has(longer) && creatives.length < publisher.maxAds) byLength.set(longer, [...creatives, film]);
    }
  }
  return [...byLength]
    .filter(([, creatives]) => creatives.length > 0)
    .map(([durationMs, creatives]) => ({ publisherId: publisher.id, creatives, durationMs }))
    .sort((one, other) => one.durationMs - other.durationMs);
}

const isSameFilm = (one: Creative, other: Creative): boolean =>
  one.id === other.id ||
  (one.universalAdId !== null && one.universalAdId === other.universalAdId) ||
  (one.mediaHash !== null && one.mediaHash === other.mediaHash);
