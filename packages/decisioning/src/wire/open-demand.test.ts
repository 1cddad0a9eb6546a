import { afterEach, describe, expect, it } from 'vitest';
import { aBidder, anAsk, aQuestion, someTerms } from '../demand/a-question.builder.js';
import type { ThrottleMode } from '../demand/demand.js';
import { createMeters } from '../ops/meters.js';
import { aCatalogue } from '../decide/a-sale.builder.js';
import { aBidderWho, endAll, type Begun } from './a-selling-node.builder.js';
import { openDemand } from './open-demand.js';

const begun: Begun = { stops: [] };
afterEach(() => endAll(begun));

/** Every wait for a connection is too long, and one call says all. */
const limits = { badMs: 0, goodMs: -1, window: 1 };

/** What becomes of two calls, and what is counted of it. */
async function askTwice(mode: ThrottleMode) {
  const { url } = await aBidderWho(begun, () => []);
  const meters = createMeters();
  const catalogue = { ...aCatalogue([]), ...someTerms({ bidders: [aBidder({ id: 'slow', url, tmaxMs: 1000 })] }) };
  const demand = openDemand(catalogue, { meters, nowMs: () => 0, isOurs: () => true, throttle: { mode, limits } });
  begun.stops.push(demand.close, async () => meters.close());
  const words: string[] = [];
  for (const _ of [1, 2]) {
    const { outcomes } = await demand.ask(aQuestion(), anAsk(), performance.now() + 1000);
    words.push(...outcomes.map(({ outcome }) => outcome));
  }
  const lines = (await meters.expose()).split('\n');
  return { words, counted: lines.filter((line) => line.startsWith('cutaway_bidder_throttled_total{')) };
}

describe('a bidder to which calls wait for a connection', () => {
  it.each<[ThrottleMode, string[], string[]]>([
    ['off', ['no-bid', 'no-bid'], []],
    ['simulate', ['no-bid', 'no-bid'], ['cutaway_bidder_throttled_total{bidder="slow",mode="simulate"} 1']],
    ['enforce', ['no-bid', 'throttled'], ['cutaway_bidder_throttled_total{bidder="slow",mode="enforce"} 1']],
  ])('%s: %s', async (mode, words, counted) => {
    expect(await askTwice(mode)).toEqual({ words, counted });
  });
});
