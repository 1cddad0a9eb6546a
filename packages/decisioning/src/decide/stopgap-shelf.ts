import type { DecisionRung, RungFall } from '@cutaway/model';
import type { Collector } from '../beacons/collector.js';
import { RecentMap } from '../beacons/recent-map.js';
import type { Catalogue, Publisher } from '../catalogue/catalogue.js';
import { ANYBODY } from './for-many.js';
import type { PodQuestion } from './open-pod.js';
import { placePod, type PlacedPod } from './place-pod.js';
import { stopgapsFor } from './stopgaps-for.js';

/** What everybody gets who asks alike: what their players put into its addresses tells them apart. */
export interface Stopgap extends PlacedPod {
  readonly rung: DecisionRung;
  /** Those between the decisions and this one. */
  readonly falls: readonly RungFall[];
}

export interface StopgapShelfOptions {
  readonly collector: Pick<Collector, 'decided'>;
  /** A pod that the log did not take: it is given all the same. */
  onFault(error: unknown): void;
}

/** The publisher's contingency pod, its slate or an empty pod: placed and signed once for a while. */
export type StopgapShelf = (question: PodQuestion, publisher: Publisher, catalogue: Catalogue) => Stopgap;

/** A pod's creatives and addresses change with the catalogue, which is in its name; this is for how old a pod may look to reports. */
const KEPT_MS = 10_000;
/** Publishers × breaks × lengths. */
const MOST_KEPT = 2000;

/**
 * Whoever is turned away must cost next to nothing, or nothing is left for those who are not: the pod is placed, signed and kept in the log
 * for the first who asks, and handed to all others.
 */
export function createStopgapShelf({ collector, onFault }: StopgapShelfOptions): StopgapShelf {
  const kept = new RecentMap<Stopgap & { readonly untilMs: number }>(MOST_KEPT);

  return (question, publisher, catalogue) => {
    const { atMs } = question.ask;
    const name = nameOf(question, publisher, catalogue);
    const known = kept.get(name);
    if (known !== undefined && atMs < known.untilMs) return known;
    const forAll = { ...question, ask: { ...question.ask, sessionId: `${ANYBODY}@${atMs}` }, cohort: ANYBODY };
    const placed = firstOf(forAll, publisher, catalogue);
    void collector.decided(placed.token, null, {}, placed.ticket).catch(onFault);
    kept.set(name, { ...placed, untilMs: atMs + KEPT_MS });
    return placed;
  };
}

function firstOf(question: PodQuestion, publisher: Publisher, catalogue: Catalogue): Stopgap {
  const falls: RungFall[] = [];
  for (const { rung, run } of stopgapsFor(question, publisher, catalogue)) {
    const placed = run();
    if (placed !== null) return { ...placed, rung, falls };
    falls.push({ rung, reason: 'no-candidates' });
  }
  return { ...placePod(question, { chosen: [] }, catalogue), rung: 'empty', falls };
}

/** All that a stopgap depends on. */
function nameOf(
  { request, ask, asker }: PodQuestion,
  publisher: Publisher,
  { version }: Pick<Catalogue, 'version'>,
): string {
  const { kind, durationMs, pod, viewing } = request;
  const limits = pod === undefined ? '' : JSON.stringify(pod);
  return [
    ...[version, publisher.id, viewing?.content?.channel ?? '', ask.breakId, kind, durationMs, limits],
    ...[asker.beaconedBy, asker.baseUrl],
  ].join('\n');
}
