import type { AdCounts, FrequencyRule } from '@cutaway/model';
import type { CompiledCap } from '../caps/compiled-cap.js';
import type { Publisher, SeparationScope } from '../catalogue/catalogue.js';
import { isBumper } from '../pod/pod-candidate.js';
import type { Offer } from './offer.js';

/** A device that counts "for ever" counts so long: a hundred years. */
const FOR_EVER_MS = 100 * 365 * 86_400_000;
/** No stream is longer, so what holds for a stream holds all the more for so long. */
const STREAM_MS = 12 * 3_600_000;

/** What one ad competes with and is counted by, as a device needs it that picks. */
export function countsOf(
  { candidate }: Offer,
  { caps, separation }: { readonly caps: readonly CompiledCap[]; readonly separation: Publisher['separation'] },
): Omit<AdCounts, 'adInstanceId'> {
  const films = candidate.films.map((film) => `film:${film}`);
  if (isBumper(candidate)) return { groups: films, frequency: caps.map(ruleOf) };
  const { advertisers, categories } = candidate;
  const apart = [
    ...apartBy('advertiser', advertisers, separation.advertiser),
    ...apartBy('category', categories, separation.category),
  ];
  return {
    groups: [...films, ...apart.map(({ key }) => key)],
    frequency: [...caps.map(ruleOf), ...apart.filter(({ windowMs }) => windowMs !== null)],
  };
}

function ruleOf({ key, per, limit, windowMs }: CompiledCap): FrequencyRule {
  if (per === 'break' || per === 'pod') return { key, limit, windowMs: null };
  return { key, limit, windowMs: per === 'stream' ? STREAM_MS : (windowMs ?? FOR_EVER_MS) };
}

/** Competitors that are kept apart for longer than a pod are counted as what may show once in that time. Neighbours were seen to. */
function apartBy(
  what: 'advertiser' | 'category',
  names: readonly string[],
  scope: SeparationScope,
): readonly FrequencyRule[] {
  if (scope === 'none' || scope === 'adjacent') return [];
  const windowMs = scope === 'pod' ? null : scope === 'stream' ? STREAM_MS : scope.minutes * 60_000;
  return names.map((name) => ({ key: `apart-${what}:${name}`, limit: 1, windowMs }));
}
