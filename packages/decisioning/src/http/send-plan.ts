import { createHash } from 'node:crypto';
import type { BreakHint } from '@cutaway/model';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** How often a player asks for the plan, a quarter more or less; with `MAX_AGE_S` that is within `WindowRules.noticeMs`. */
export const PLAN_REFRESH_MS = 5000;
const MAX_AGE_S = 3;

/** What `GET /v1/live/:channel/plan` answers: the same for all, so that a CDN asks for all. */
export interface PlanAnswer {
  readonly hints: readonly BreakHint[];
  readonly refreshMs: number;
}

/** Sends hints with a validator, or says that they are what the asker has (RFC 9110 §13.1.2). */
export function sendPlan(request: FastifyRequest, reply: FastifyReply, hints: readonly BreakHint[]): FastifyReply {
  const body = JSON.stringify({ hints, refreshMs: PLAN_REFRESH_MS } satisfies PlanAnswer);
  const etag = `"${createHash('sha1').update(body).digest('base64url')}"`;
  reply.header('cache-control', `public, max-age=${MAX_AGE_S}, stale-if-error=60`).header('etag', etag);
  const known = (request.headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (known.includes(etag)) return reply.code(304).send();
  return reply.type('application/json').send(body);
}
