import type { BreakKind, PodLimits, WallMs } from '@cutaway/model';
import type { PodCandidate } from '../pod/pod-candidate.js';

interface CapWord {
  readonly scope: string;
  readonly detail: string;
}

/** Stands for every creative of a line item. */
export const EVERY_CREATIVE = '*';

/** What was said of one line item when it was looked at: all that is not in the catalogue. */
export interface ItemWord {
  readonly id: string;
  /** By the creative's id: where one film was seen often enough another may have been shown. `*`: whichever it was. */
  readonly capped?: Readonly<Record<string, CapWord>>;
  readonly held?: { readonly held: string; readonly detail?: string };
  readonly multiplier?: number;
  readonly shadowCpm?: number;
  /** What it was worth in the end, its score counted. */
  readonly value?: number;
  readonly limits?: PodCandidate['limits'];
}

/** An ad of the pod: by which line item or bid, and of a line item which creative. */
export interface ChosenAd {
  readonly id: string;
  readonly creativeId?: string;
}

/**
 * One full decision as the log has it, in one line of JSON: what was asked, everything that came from outside of the catalogue, and
 * the pod. It names no session, device or address: facts are what consent left, chance is the seed.
 */
export interface DecisionLine {
  readonly v: 2;
  readonly atMs: WallMs;
  /** When its break is, where it was asked for ahead. */
  readonly showsAtMs?: WallMs;
  /** Version of the catalogue. */
  readonly catalogue: string;
  readonly seed: number;
  readonly breakId: string;
  readonly publisherId: string;
  readonly kind: BreakKind;
  readonly durationMs: number | null;
  readonly pod?: PodLimits;
  readonly facts: Readonly<Record<string, readonly string[]>>;
  /** What stands beside the pod in its stream. */
  readonly apartFrom: { readonly advertisers: readonly string[]; readonly categories: readonly string[] };
  readonly words: readonly ItemWord[];
  readonly bids: readonly PodCandidate[];
  /** Each time that it was solved. `looks` as in `PodSolution`; `gone`: what another pod had taken meanwhile, and the next was without. */
  readonly rounds: readonly { readonly looks: number | null; readonly gone: readonly string[] }[];
  readonly chosen: readonly ChosenAd[];
}

/** @throws Error for a line that is none, or of another version. */
export function readDecisionLine(text: string): DecisionLine {
  let line: Partial<DecisionLine> | Partial<FirstLine> | null;
  try {
    line = JSON.parse(text) as Partial<DecisionLine> | Partial<FirstLine> | null;
  } catch (error) {
    throw new Error(`Cannot read decision: it is no JSON (${(error as Error).message}), expected an object`, {
      cause: error,
    });
  }
  if (line?.v !== 1 && line?.v !== 2)
    throw new Error(`Cannot read decision: its v is ${String(line?.v)}, expected 1 or 2`);
  const missing = (['catalogue', 'seed', 'facts', 'words', 'bids', 'rounds', 'chosen'] as const).find(
    (name) => line[name] === undefined,
  );
  if (missing !== undefined) throw new Error(`Cannot read decision: it has no ${missing}, expected one`);
  return line.v === 1 ? fromFirst(line as FirstLine) : (line as DecisionLine);
}

/** The version before: a cap's verdict was kept for the line item, whichever of its creatives it was said of. */
type FirstLine = Omit<DecisionLine, 'v' | 'words'> & {
  readonly v: 1;
  readonly words: readonly (Omit<ItemWord, 'capped'> & { readonly capped?: CapWord })[];
};

function fromFirst(line: FirstLine): DecisionLine {
  const words = line.words.map(({ capped, ...word }) =>
    capped === undefined ? word : { capped: { [EVERY_CREATIVE]: capped }, ...word },
  );
  return { ...line, v: 2, words };
}
