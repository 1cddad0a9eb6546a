import {
  continueResolve,
  parseVast,
  startResolve,
  type MacroContext,
  type VastDocument,
  type VastRefusal,
} from '@cutaway/vast';
import { outcomeOf, type Chain, type Hop } from './chain.js';
import type { FetchTag, TagReply } from './fetch-tag.js';

export interface FollowOptions {
  readonly fetchTag: FetchTag;
  readonly macros: MacroContext;
  readonly maxWrappers?: number;
}

/** A first response, as it came. */
export interface FirstResponse {
  readonly document: VastDocument | VastRefusal;
  readonly tagUrl: string | null;
  readonly reply: Pick<Hop, 'url' | 'status' | 'bytes' | 'ms'>;
}

/** Follows the wrappers of a response until there is nothing more to ask. Nothing is called but tags. */
export async function followChain(first: FirstResponse, options: FollowOptions): Promise<Chain> {
  const { document, tagUrl, reply } = first;
  const { fetchTag, macros, maxWrappers } = options;
  const hops: Hop[] = [{ key: '', ...reply, ...outcomeOf(document) }];
  const startedAt = performance.now() - (reply.ms ?? 0);
  let step = startResolve(document, {
    prefix: 'ad',
    tagUrl,
    macros,
    ...(maxWrappers !== undefined && { maxWrappers }),
  });
  while (step.type === 'fetch') {
    const spentMs = performance.now() - startedAt;
    const asked = await Promise.all(
      step.requests.map(async ({ key, url }) => ({ key, got: await fetchTag(url, spentMs) })),
    );
    const answers: Record<string, string | null> = {};
    for (const { key, got } of asked) {
      answers[key] = got.text;
      hops.push(hopOf(key, got));
    }
    step = continueResolve(step, answers, Date.now());
  }
  const { ads, spares, failures, warnings } = step;
  return { brk: null, hops, ads, spares, failures, warnings };
}

/** One request of a chain. */
export function hopOf(key: string, { url, text, why, status, bytes, ms }: TagReply): Hop {
  const outcome =
    text === null
      ? { outcome: `error 301: it ${why ?? 'did not answer'}`, vastError: 301 }
      : outcomeOf(parseVast(text));
  return { key, url, status, bytes, ms, ...outcome };
}
