import type { Facts } from '../eligibility/facts.js';
import { foldCase } from '../eligibility/fold-case.js';
import { hash32 } from '../eligibility/hash.js';
import type { FeatureJson } from './model-json.js';

/** Features that begin so are the candidate's; all others are facts of the ask. */
const OF_CANDIDATE = 'candidate.';

/** Turns facts into columns. */
export interface FeatureEncoder {
  /** Names of the columns, in order. */
  readonly columns: readonly string[];
  /** Writes what is known of the ask; what is the candidate's is left alone. NaN: missing. */
  writeAsk(facts: Facts, into: Float64Array): void;
  /** Writes what is known of a candidate, by dimensions without the `candidate.`. */
  writeCandidate(facts: Facts, into: Float64Array): void;
}

interface Encoding {
  readonly columns: readonly string[];
  write(values: readonly string[], into: Float64Array, at: number): void;
}

export function createFeatureEncoder(features: readonly FeatureJson[]): FeatureEncoder {
  const columns: string[] = [];
  const [ofAsk, ofCandidate]: [Writer[], Writer[]] = [[], []];
  for (const feature of features) {
    const { columns: own, write } = encodingOf(feature);
    const from = foldCase(feature.from);
    const isOfCandidate = from.startsWith(OF_CANDIDATE);
    const dimension = isOfCandidate ? from.slice(OF_CANDIDATE.length) : from;
    const at = columns.length;
    const writer: Writer = (facts, into) => write(facts.get(dimension) ?? NO_VALUES, into, at);
    (isOfCandidate ? ofCandidate : ofAsk).push(writer);
    columns.push(...own);
  }
  return {
    columns,
    writeAsk: (facts, into) => ofAsk.forEach((write) => write(facts, into)),
    writeCandidate: (facts, into) => ofCandidate.forEach((write) => write(facts, into)),
  };
}

type Writer = (facts: Facts, into: Float64Array) => void;

const NO_VALUES: readonly string[] = [];

function encodingOf(feature: FeatureJson): Encoding {
  switch (feature.type) {
    case 'numeric':
      return {
        columns: [feature.from],
        write: ([first], into, at) => {
          const value = numberOf(first);
          into[at] = Number.isNaN(value) ? (feature.default ?? NaN) : value;
        },
      };
    case 'one-hot': {
      const values = feature.values.map(foldCase);
      return {
        columns: feature.values.map((value) => `${feature.from}=${value}`),
        write: (known, into, at) => {
          for (let place = 0; place < values.length; place += 1) {
            into[at + place] = known.includes(values[place] as string) ? 1 : 0;
          }
        },
      };
    }
    case 'hashed':
      return {
        columns: Array.from({ length: feature.buckets }, (_none, bucket) => `${feature.from}#${bucket}`),
        write: (known, into, at) => {
          into.fill(0, at, at + feature.buckets);
          for (const value of known) {
            const column = at + (hash32(`${foldCase(feature.from)}=${value}`) % feature.buckets);
            into[column] = (into[column] as number) + 1;
          }
        },
      };
  }
}

/** NaN where there is none: an empty text is no number either. */
export function numberOf(text: string | undefined): number {
  return text === undefined || text.trim() === '' ? NaN : Number(text);
}
