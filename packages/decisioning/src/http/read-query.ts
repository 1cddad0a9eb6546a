import { parse } from 'node:querystring';
import type { FastifyRequest } from 'fastify';

/** A macro that nobody filled, or whose value the player does not know (-1) or must not tell (-2; VAST 4.3 §6). */
const UNFILLED = /^(\[[^\]]*\]|-[12])?$/;

const says = (value: unknown): boolean => typeof value !== 'string' || !UNFILLED.test(value);

/** A query without what says nothing: of an ad tag, that is as left out. */
export function filledOf<Query extends object>(query: Query): Query {
  if (Object.values(query).every(says)) return query; // nearly always
  return Object.fromEntries(Object.entries(query).filter(([, value]) => says(value))) as Query;
}

/** For routes that ad tags lead to: before their query is checked. */
export async function dropUnfilled(request: FastifyRequest): Promise<void> {
  request.query = filledOf(request.query as object);
}

/** A query as the framework reads it. null: in a spelling that two readers could read in two ways. */
export function readQuery(text: string): object | null {
  if (text.includes('#')) return null;
  try {
    decodeURIComponent(text);
  } catch {
    return null;
  }
  return parse(text, '&', '=', { maxKeys: 0 });
}
