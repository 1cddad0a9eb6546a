import { readFile, writeFile } from 'node:fs/promises';
import type { PodCandidate } from '../../packages/decisioning/src/pod/pod-candidate.js';
import { cpmOf, FIXED_WORTH, ranksOf, worthOf, type Worth } from '../../packages/decisioning/src/pod/pod-worth.js';
import type { Instance } from './instance.js';

/** The best pod of an instance. */
export interface Optimum {
  readonly id: number;
  /** Of the instance. */
  readonly hash: string;
  /** In millionths of a CPM, for fixed ads first where there are any, then for each tier. */
  readonly worth: Worth;
  /** How many fixed ads are in the pod: what counts most. */
  readonly fixed: number;
  /** Ids, in order. */
  readonly pod: readonly string[];
  /** Whether the search ended; if not, it is the best known. */
  readonly isProven: boolean;
}

/** As it is in the file: in the order of `Optimum`, ids of candidates without their `c`. */
type Line = [number, string, Worth, number, number[], 0 | 1];

const FILE = 'bench/podbench/optima.jsonl';

/** @returns by the id of the instance */
export async function readOptima(file: string = FILE): Promise<ReadonlyMap<number, Optimum>> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  return new Map(
    lines.map((line) => {
      const [id, hash, worth, fixed, pod, isProven] = JSON.parse(line) as Line;
      return [id, { id, hash, worth, fixed, pod: pod.map((number) => `c${number}`), isProven: isProven === 1 }];
    }),
  );
}

export async function writeOptima(optima: readonly Optimum[]): Promise<void> {
  const lines = optima.map(({ id, hash, worth, fixed, pod, isProven }): Line => [
    id,
    hash,
    worth,
    fixed,
    pod.map((name) => Number(name.slice(1))),
    isProven ? 1 : 0,
  ]);
  await writeFile(FILE, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

export function optimumOf(instance: Instance, hash: string, pod: readonly PodCandidate[], isProven: boolean): Optimum {
  const worth = worthOf(pod, instance.rules, ranksOf(instance.candidates));
  const fixed = pod.filter((ad) => ad.fixed !== undefined).length;
  const ofAds = worth.map((micro, rank) => (rank === 0 ? micro - fixed * FIXED_WORTH : micro));
  return { id: instance.id, hash, worth: ofAds, fixed, pod: pod.map(({ id }) => id), isProven };
}

/** As `worthOf` gives it: fixed ads count most. */
export const fullWorth = ({ worth, fixed }: Optimum): Worth =>
  worth.map((micro, rank) => (rank === 0 ? micro + fixed * FIXED_WORTH : micro));

/** What a pod earns more than an empty break does, in CPM. */
export function gainOf(pod: readonly PodCandidate[], { candidates, rules }: Instance): number {
  const ranks = ranksOf(candidates);
  const cpm = (worth: Worth) => cpmOf(worth, ranks[0] === -Infinity);
  return cpm(worthOf(pod, rules, ranks)) - cpm(worthOf([], rules, ranks));
}
