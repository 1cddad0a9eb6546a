import { describe, expect, it } from 'vitest';
import type { HttpReply, HttpRequest } from '../ports.js';
import { holdReads } from './hold-reads.js';

const REPLY: HttpReply = { status: 200, text: '', failure: null };
const aRequest = (use: HttpRequest['use']): HttpRequest => ({ url: use, method: 'GET', timeoutMs: 1000, use });

function aNetwork() {
  const answers = new Map<string, () => void>();
  const givenUp: string[] = [];
  const reads = holdReads({
    send: ({ url }, begun) => {
      begun?.(() => void givenUp.push(url));
      return new Promise((done) => answers.set(url, () => done(REPLY)));
    },
  });
  return { reads, givenUp, answer: (url: string) => answers.get(url)?.() };
}

describe('the network of a session that ends', () => {
  it('gives up what nobody reads any more, and no beacon or report', () => {
    const { reads, givenUp } = aNetwork();
    for (const use of ['text', 'warm', 'beacon', 'collector', 'telemetry'] as const) void reads.send(aRequest(use));
    reads.end();
    expect(givenUp).toEqual(['text', 'warm']);
  });

  it('has nothing to give up of what is answered', async () => {
    const { reads, givenUp, answer } = aNetwork();
    const reply = reads.send(aRequest('text'));
    answer('text');
    expect(await reply).toBe(REPLY);
    reads.end();
    expect(givenUp).toEqual([]);
  });
});
