/** The door of the room: a model from its JSON, and what scores candidates with it under a budget. */
export { createScoringModelReader, type ScoringModel } from './read-scoring-model.js';
export { createScorer, type ScorerPorts } from './create-scorer.js';
export { createExternalScorer, type ExternalScorerPorts, type ScoringPort } from './create-external-scorer.js';
export type { Score, Scorer, ScoringCandidate } from './scorer.js';
export type { ScoringModelJson } from './model-json.js';
