/** What the collector keeps of an entry. */
export interface KeptEntry {
  readonly prev: string;
  readonly hash: string;
  readonly key: string;
  /** null: signed with a key that this service does not know. */
  readonly signed: boolean | null;
}

/** What the chain of a session says of itself. Lists hold sequence numbers, the first hundred. */
export interface Verdict {
  /** Entries kept, each once. */
  readonly entries: number;
  /** Everything from 1 to here is there, unaltered and in its place. 0: nothing is. */
  readonly completeTo: number;
  /** Missing between the first and the last that came; what is missing after the last cannot be known. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
  /** Their hash is not that of their content, or they are unsigned after the session had its key. */
  readonly altered: readonly number[];
  /** They do not follow from the entry before, or another entry claims their number. */
  readonly forked: readonly number[];
  /** Signed with a key that this service does not know: their place is checked, their content is not. */
  readonly unverified: readonly number[];
  /** They tell a beacon that an earlier entry has told. */
  readonly repeated: readonly number[];
}

const LISTED = 100;

/** Judges a chain. `altered` and `forked`: what was turned away when it came. */
export function judgeChain(
  kept: ReadonlyMap<number, KeptEntry>,
  turnedAway: { readonly altered: ReadonlySet<number>; readonly forked: ReadonlySet<number> },
): Verdict {
  const numbers = [...kept.keys()].sort((a, b) => a - b);
  const entryOf = (seq: number) => kept.get(seq);
  const signedFrom = numbers.find((seq) => entryOf(seq)?.signed === true) ?? Infinity;
  const stripped = numbers.filter((seq) => seq > signedFrom && entryOf(seq)?.signed === false);
  const loose = numbers.filter((seq) => {
    const before = seq === 1 ? '' : entryOf(seq - 1)?.hash;
    return before !== undefined && entryOf(seq)?.prev !== before;
  });
  const altered = merged(turnedAway.altered, stripped);
  const forked = merged(turnedAway.forked, loose);
  const bad = new Set([...altered, ...forked]);
  let completeTo = 0;
  while (kept.has(completeTo + 1) && !bad.has(completeTo + 1)) completeTo += 1;
  const told = new Set<string>();
  const repeated = numbers.filter((seq) => told.size === told.add(entryOf(seq)?.key ?? '').size);
  return {
    entries: numbers.length,
    completeTo,
    gaps: gapsIn(numbers).slice(0, LISTED),
    altered: altered.slice(0, LISTED),
    forked: forked.slice(0, LISTED),
    unverified: numbers.filter((seq) => entryOf(seq)?.signed === null).slice(0, LISTED),
    repeated: repeated.slice(0, LISTED),
  };
}

function gapsIn(numbers: readonly number[]) {
  return numbers.flatMap((seq, at) => {
    const from = (numbers[at - 1] ?? 0) + 1;
    return from < seq ? [{ from, to: seq - 1 }] : [];
  });
}

const merged = (some: Iterable<number>, others: Iterable<number>): readonly number[] =>
  [...new Set([...some, ...others])].sort((a, b) => a - b);
