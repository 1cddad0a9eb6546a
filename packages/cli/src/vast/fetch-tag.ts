import { cleanText } from '../inspect/what-came.js';
import type { Header } from '../read-flags.js';
import { readBody } from '../read-body.js';
import { whyNot } from '../why-not.js';
import { decodeText } from './decode-text.js';

/** What one request gave. `text` null: nothing that can be used, and `why` says it, to go on from "it". */
export interface TagReply {
  /** As it was asked for. */
  readonly url: string;
  readonly text: string | null;
  readonly why: string | null;
  /** No answer in the time that there was. */
  readonly isLate: boolean;
  readonly status: number | null;
  readonly bytes: number;
  readonly ms: number;
  /** What came with an HTTP error. */
  readonly body: string;
}

export interface TagOptions {
  readonly headers: readonly Header[];
  /** For the whole chain. */
  readonly timeoutMs: number;
}

/** Asks once. `spentMs` is what earlier requests of the chain took of the time that it has. Never throws. */
export type FetchTag = (url: string, spentMs: number) => Promise<TagReply>;

/** No response of an ad server is larger; readers refuse it, too. */
const MAX_BYTES = 1_048_576;

/** Requests of one command. Only http and https are followed; which hosts may be asked is the caller's own matter. */
export function createFetchTag({ headers, timeoutMs }: TagOptions): FetchTag {
  return async (url, spentMs) => {
    const leftMs = timeoutMs - spentMs;
    const startedAt = performance.now();
    const ended = () => Math.round(performance.now() - startedAt);
    const none = { url, text: null, status: null, bytes: 0, body: '', isLate: false };
    if (!/^https?:/i.test(url)) return { ...none, ms: 0, why: 'is no http or https URL' };
    if (leftMs <= 0)
      return { ...none, ms: 0, why: `was not asked: the chain's ${timeoutMs / 1_000} s were over`, isLate: true };
    const timeout = AbortSignal.timeout(Math.ceil(leftMs));
    let status: number | null = null;
    try {
      const reply = await fetch(url, {
        headers: headers.map(([name, value]): [string, string] => [name, value]),
        signal: timeout,
      });
      status = reply.status;
      const body = await readBody(reply, MAX_BYTES);
      if (body === null) return { ...none, status, ms: ended(), why: `sent more than ${MAX_BYTES / 1024 / 1024} MB` };
      const text = decodeText(body);
      const facts = { url, status, bytes: body.length, ms: ended() };
      if (reply.ok) return { ...facts, text, why: null, body: '', isLate: false };
      const label = cleanText(`${status} ${reply.statusText}`.trim());
      return { ...facts, text: null, why: `answered ${label}`, body: text, isLate: false };
    } catch (error) {
      const why = timeout.aborted ? `did not answer within ${timeoutMs / 1_000} s` : whyNot(error);
      return { ...none, status, ms: ended(), why, isLate: timeout.aborted };
    }
  };
}
