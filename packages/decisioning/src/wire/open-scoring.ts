import { readFile } from 'node:fs/promises';
import { createScoreOffers, type ScoreOffers } from '../decide/score-offers.js';
import type { Meters } from '../ops/meters.js';
import { createExternalScorer, type ScoringPort } from '../scoring/create-external-scorer.js';
import { createScorer } from '../scoring/create-scorer.js';
import { createScoringModelReader } from '../scoring/read-scoring-model.js';
import { after } from './after.js';

/** A model that says what candidates are worth for a viewer. */
export interface ScoringOptions {
  /** A JSON export: a logistic model, or gradient-boosted trees. */
  readonly modelFile: string;
  /** Milliseconds for all candidates of one decision; the others have the model's fallback. Default 1. */
  readonly budgetMs?: number;
  /** A model somewhere else says the rates; clamp and fallback are the file's. */
  readonly port?: ScoringPort;
}

const BUDGET_MS = 1;

/** @throws Error that names the file and what is wrong in it. */
export async function openScoring(
  { modelFile, budgetMs = BUDGET_MS, port }: ScoringOptions,
  meters: Pick<Meters, 'count'>,
): Promise<ScoreOffers> {
  const read = await createScoringModelReader();
  const model = await modelIn(modelFile, read);
  const onFailed = (): void => meters.count('decision_failed_total', { where: 'scoring' });
  const scorer =
    port === undefined
      ? createScorer(model, { monotonicMs: () => performance.now(), onFailed })
      : createExternalScorer(port, model, { after, onFailed });
  return createScoreOffers(scorer, {
    budgetMs,
    onScored: (from, count) => meters.count('scores_total', { from }, count),
  });
}

async function modelIn<T>(file: string, read: (json: unknown) => T): Promise<T> {
  try {
    return read(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw new Error(`Cannot use scoring model ${file}: ${whyOf(error as NodeJS.ErrnoException)}`, { cause: error });
  }
}

/** What is wrong in a model says itself what it expected. */
function whyOf({ name, code, message }: NodeJS.ErrnoException): string {
  if (name === 'RangeError') return message;
  const why = code === undefined ? `it is no JSON (${message})` : WHY[code];
  return `${why ?? `it cannot be read (${code})`}, expected a model in JSON`;
}

const WHY: Readonly<Record<string, string>> = { ENOENT: 'it is not there', EISDIR: 'it is a folder' };
