import type { PodItem, PodProblem } from './pod-problem.js';

/**
 * Items of one rank of which the pod takes one at most, since all of them share an exclusive key. The search decides bag by bag,
 * and the bound counts each once.
 */
export interface PodBag {
  readonly rank: number;
  /** Best first. */
  readonly items: readonly PodItem[];
}

/** Bags in the order of ranks, and in a rank the one with the best item first. Items that another always stands for are left out. */
export function packBags({ items, keys }: PodProblem): readonly PodBag[] {
  const groupOf = groupByKey(items, keys);
  const bags = new Map<number, { rank: number; items: PodItem[] }>();
  items.forEach((item, at) => {
    const name = item.rank * (keys + items.length) + (groupOf[at] ?? 0);
    const bag = bags.get(name);
    if (bag === undefined) bags.set(name, { rank: item.rank, items: [item] });
    else if (!bag.items.some((better) => isInsteadOf(better, item))) bag.items.push(item);
  });
  // Items come best first and by rank, so bags do too.
  return [...bags.values()];
}

/** The largest groups first: each item is in one of them, alone if need be. */
function groupByKey(items: readonly PodItem[], keys: number): Int32Array {
  const groupOf = new Int32Array(items.length).fill(-1);
  const waiting = new Int32Array(keys);
  for (const { exclusive } of items) for (const key of exclusive) waiting[key] = (waiting[key] ?? 0) + 1;
  const shared: number[] = [];
  for (let key = 0; key < keys; key += 1) if ((waiting[key] ?? 0) > 1) shared.push(key);
  // Most keys are one item's, such as its film: no list is made for those.
  const members = new Map(shared.map((key) => [key, [] as number[]]));
  items.forEach(({ exclusive }, at) => {
    for (const key of exclusive) if ((waiting[key] ?? 0) > 1) members.get(key)?.push(at);
  });
  for (;;) {
    let largest = -1;
    let size = 1;
    for (const key of shared) {
      if ((waiting[key] ?? 0) > size) {
        largest = key;
        size = waiting[key] ?? 0;
      }
    }
    if (largest < 0) break;
    for (const at of members.get(largest) ?? []) {
      if (groupOf[at] !== -1) continue;
      groupOf[at] = largest;
      for (const key of items[at]?.exclusive ?? []) waiting[key] = (waiting[key] ?? 0) - 1;
    }
  }
  return groupOf.map((group, at) => (group === -1 ? keys + at : group));
}

/**
 * Wherever `item` is in a pod, `better` could be in its place: as long, worth no less wherever it stands, and nothing keeps it
 * away that lets the other in. Both in one pod cannot be: they are in one bag.
 */
const isInsteadOf = (better: PodItem, item: PodItem): boolean =>
  better.ms === item.ms &&
  better.ads === item.ads &&
  better.worth >= item.worth &&
  better.candidate.position === item.candidate.position &&
  (better.candidate.fixed?.slot ?? null) === (item.candidate.fixed?.slot ?? null) &&
  isWithin(better.exclusive, item.exclusive) &&
  isWithin(better.adjacent, item.adjacent) &&
  areLimitsWithin(better.limits, item.limits);

const isWithin = (few: readonly number[], many: readonly number[]): boolean => few.every((key) => many.includes(key));

function areLimitsWithin(few: readonly number[], many: readonly number[]): boolean {
  for (let at = 0; at < few.length; at += 2) {
    let other = 0;
    while (other < many.length && many[other] !== few[at]) other += 2;
    if (other >= many.length || (few[at + 1] ?? 0) < (many[other + 1] ?? 0)) return false;
  }
  return true;
}
