import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CatalogueFault } from '../catalogue/faults.js';
import { MAX_FAULTS } from '../catalogue/faults.js';
import type { ChangeOutcome } from '../catalogue/shelf.js';
import { KIND_WORDS, type Kind } from '../catalogue/written/kinds.js';
import type { ErrorAnswer } from './answer-errors.js';

/** A refusal with each of the faults that led to it. */
export interface FaultsAnswer extends ErrorAnswer {
  readonly faults: readonly CatalogueFault[];
}

interface Asked {
  readonly kind: Kind;
  readonly id: string;
  readonly ifNew: boolean;
}

/** Answers what became of a change: 200, 404, 412, 400 for the record itself, 409 for what others have against it, 503. */
export function answerOutcome(reply: FastifyReply, outcome: ChangeOutcome, asked: Asked, more: object = {}) {
  const cannot = `Cannot change ${KIND_WORDS[asked.kind]} ${asked.id}:`;
  switch (outcome.type) {
    case 'done':
      if (outcome.record !== null) reply.header('etag', `"${outcome.record.version}"`);
      return reply.send({ version: outcome.version, seq: outcome.seq, record: outcome.record, ...more });
    case 'not-there':
      return answerMissing(reply, asked.kind, asked.id);
    case 'stale':
      return refuse(reply, 412, `${cannot} ${stateOf(outcome.version)}, expected ${wanted(asked.ifNew)}`, null);
    case 'not-kept':
      return refuse(reply, 503, `${cannot} ${outcome.reason}`, null);
    case 'refused':
      return answerFaults(reply, outcome.because === 'record' ? 400 : 409, outcome.faults);
  }
}

/** The first fault in words, and all of them (the first 20) as a list. */
export function answerFaults(reply: FastifyReply, statusCode: number, faults: readonly CatalogueFault[]) {
  const [first] = faults;
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  const error = `Cannot publish catalogue: ${first?.file}: ${first?.text}${more}`;
  const answer: FaultsAnswer = {
    ...{ statusCode, error, field: first?.field ?? null },
    faults: faults.slice(0, MAX_FAULTS),
  };
  return reply.code(statusCode).send(answer);
}

export function answerMissing(reply: FastifyReply, kind: Kind, id: string) {
  return refuse(reply, 404, `Cannot find ${KIND_WORDS[kind]} ${id}: there is none, expected one of the list`, 'id');
}

/** Versions that a header names; null: it is not there. RFC 9110 §13.1.1. */
export function versionsOf(request: FastifyRequest): readonly string[] | null {
  const header = request.headers['if-match'];
  return header === undefined ? null : header.split(',').map((tag) => tag.trim().replace(/^(?:W\/)?"(.*)"$/, '$1'));
}

const stateOf = (version: string | null): string => (version === null ? 'there is none' : `its version is ${version}`);

const wanted = (ifNew: boolean): string => (ifNew ? 'none (If-None-Match)' : 'one that If-Match names');

function refuse(reply: FastifyReply, statusCode: number, error: string, field: string | null) {
  return reply.code(statusCode).send({ statusCode, error, field } satisfies ErrorAnswer);
}
