import { describe, expect, it } from 'vitest';
import { aModel } from './a-model.builder.js';
import { createExternalScorer, type ScoringPort } from './create-external-scorer.js';
import { createScorer } from './create-scorer.js';
import type { FallbackJson } from './model-json.js';
import { createScoringModelReader } from './read-scoring-model.js';
import type { ScoringCandidate } from './scorer.js';

const readScoringModel = await createScoringModelReader();
const NOBODY = new Map();
const FALLBACK: FallbackJson = { type: 'table', from: 'candidate.id', rates: { b: 1 }, otherwise: 0.25 };
const aCandidate = (id: string, price: string): ScoringCandidate => ({
  id,
  facts: new Map([
    ['id', [id]],
    ['price', [price]],
  ]),
});
/** Nobody known: 0.5 - 0.2 and 0.05 for the cheap, 0.25 for the dear one; by the reference of 0.5. */
const CHEAP = aCandidate('a', '5');
const DEAR = aCandidate('b', '20');

/** A clock that shows each of these once, then the last for ever. */
function aClock(...shown: readonly number[]): () => number {
  let at = 0;
  return () => shown[Math.min(at++, shown.length - 1)] ?? 0;
}

describe('createScorer (a model in this process)', () => {
  it('scores each candidate for itself, in order', () => {
    const scorer = createScorer(readScoringModel(aModel()), { monotonicMs: aClock(0) });
    const scores = scorer.score(NOBODY, [CHEAP, DEAR, CHEAP], 1);
    const cheap = { candidateId: 'a', multiplier: expect.closeTo(0.7, 12), from: 'model' };
    expect(scores).toEqual([cheap, { candidateId: 'b', multiplier: expect.closeTo(1.1, 12), from: 'model' }, cheap]);
    expect(scorer.version).toBe('m1');
  });

  it('gives the fallback to those whose turn comes when the budget is spent', () => {
    const model = readScoringModel(aModel({ fallback: FALLBACK }));
    // Start, then before each candidate.
    const scorer = createScorer(model, { monotonicMs: aClock(100, 100.4, 100.5, 100.1) });
    expect(scorer.score(NOBODY, [CHEAP, DEAR, CHEAP], 0.5)).toEqual([
      { candidateId: 'a', multiplier: expect.closeTo(0.7, 12), from: 'model' },
      { candidateId: 'b', multiplier: 2, from: 'late' },
      { candidateId: 'a', multiplier: 0.5, from: 'late' },
    ]);
  });

  it('scores nothing on a budget of nothing', () => {
    const scorer = createScorer(readScoringModel(aModel()), { monotonicMs: aClock(7) });
    expect(scorer.score(NOBODY, [DEAR], 0)).toEqual([{ candidateId: 'b', multiplier: 1, from: 'late' }]);
  });

  it('gives the fallback from the candidate on at which the model throws, and tells', () => {
    const model = readScoringModel(aModel({ fallback: FALLBACK }));
    const failures: unknown[] = [];
    const broken = {
      ...model,
      rateOf: (row: Float64Array) => {
        if (row[2] === 20) throw new Error('out of memory');
        return model.rateOf(row);
      },
    };
    const scorer = createScorer(broken, { monotonicMs: aClock(0), onFailed: (error) => failures.push(error) });
    expect(scorer.score(NOBODY, [CHEAP, DEAR, CHEAP], 1)).toMatchObject([
      { from: 'model' },
      { multiplier: 2, from: 'failed' },
      { multiplier: 0.5, from: 'failed' },
    ]);
    expect(failures).toEqual([new Error('out of memory')]);
  });
});

describe('createExternalScorer (a model elsewhere)', () => {
  /** Time that passes when it is told to. */
  function aTimer() {
    const waiting = new Map<number, () => void>();
    const after = (ms: number, run: () => void) => {
      waiting.set(ms, run);
      return () => void waiting.delete(ms);
    };
    return { after, waiting };
  }
  function scorerOf(rate: ScoringPort['rate']) {
    const model = readScoringModel(aModel({ fallback: FALLBACK, multiplier: { reference: 0.5, min: 0.5, max: 3 } }));
    const timer = aTimer();
    const failures: unknown[] = [];
    const ports = { after: timer.after, onFailed: (error: unknown) => failures.push(error) };
    return { scorer: createExternalScorer({ version: 'remote', rate }, model, ports), timer, failures };
  }

  it('clamps the rates that come in time, and leaves no timer behind', async () => {
    const { scorer, timer } = scorerOf(() => Promise.resolve(new Map([['a', 100]])));
    expect(await scorer.score(NOBODY, [CHEAP, DEAR], 5)).toEqual([
      { candidateId: 'a', multiplier: 3, from: 'model' },
      { candidateId: 'b', multiplier: 2, from: 'not-scored' },
    ]);
    expect(timer.waiting.size).toBe(0);
  });

  it('ends the call when the budget is spent, and takes the failure that follows for none', async () => {
    const { scorer, timer, failures } = scorerOf(
      (_facts, _candidates, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('aborted')));
        }),
    );
    const scores = scorer.score(NOBODY, [DEAR], 5);
    timer.waiting.get(5)?.();
    expect(await scores).toEqual([{ candidateId: 'b', multiplier: 2, from: 'late' }]);
    expect(failures).toEqual([]);
  });

  it.each<[string, ScoringPort['rate']]>([
    ['rejects', () => Promise.reject(new Error('refused'))],
    [
      'throws',
      () => {
        throw new Error('refused');
      },
    ],
  ])('gives the fallback where the port %s, and tells', async (_how, rate) => {
    const { scorer, timer, failures } = scorerOf(rate);
    expect(await scorer.score(NOBODY, [DEAR], 5)).toEqual([{ candidateId: 'b', multiplier: 2, from: 'failed' }]);
    expect(failures).toEqual([new Error('refused')]);
    expect(timer.waiting.size).toBe(0);
  });

  it('gives the fallback where the port answers as JSON does, in place of a map and of numbers', async () => {
    const plain = scorerOf(() => Promise.resolve({ b: 1 } as unknown as ReadonlyMap<string, number>));
    const failed = { candidateId: 'b', multiplier: 2, from: 'failed' };
    expect(await plain.scorer.score(NOBODY, [DEAR], 5)).toEqual([failed]);
    expect(plain.failures).toEqual([
      new TypeError("Cannot score: the port's answer is of type object, expected a Map"),
    ]);
    const unknown = scorerOf(() => Promise.resolve(new Map([['b', null as unknown as number]])));
    expect(await unknown.scorer.score(NOBODY, [DEAR], 5)).toEqual([{ ...failed, from: 'not-scored' }]);
  });
});
