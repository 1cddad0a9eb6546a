import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aBidder, anAsk, aQuestion, aSeller, someTerms } from './a-question.builder.js';
import { vastOf } from './a-response.builder.js';
import type { PodCandidate } from '../pod/pod-candidate.js';
import type { Imp } from './openrtb/bid-request.js';
import type { OpenTime, PodQuestion, PodSlot } from './pod-question.js';
import { buildRequest } from './request/build-request.js';
import { closeBids, openBids, type Answered } from './response/read-bids.js';
import { readResponse } from './response/read-response.js';
import { settleLots } from './response/settle-lots.js';

/** One example of OpenRTB 2.6 §7.6 in one of its readings. */
interface Case {
  readonly title: string;
  readonly source: string;
  readonly reading: string;
  /** What the text has that JSON has not. */
  readonly corrected: readonly string[];
  /** The break, where the reading settles how long it is. */
  readonly breakMs?: number;
  readonly pods: readonly {
    readonly podId: string;
    readonly podSequence: PodQuestion['podSequence'];
    readonly floorCpm: number;
    readonly slots: readonly PodSlot[];
    readonly open: OpenTime | null;
    readonly maxAdMs: number;
  }[];
  readonly request: { readonly imp: readonly Imp[] };
  readonly response: {
    readonly seatbid: readonly { readonly seat: string; readonly bid: readonly { readonly adm: string }[] }[];
  };
  readonly expect: {
    readonly candidates: readonly {
      readonly bid: string;
      readonly durationMs: number;
      readonly position: PodCandidate['position'];
      readonly limit: readonly [string, number];
      readonly value: number;
    }[];
    readonly refused: Readonly<Record<string, string>>;
  };
}

const CASES = new URL('../../cases/openrtb/', import.meta.url);
const names = readdirSync(CASES).sort();
const read = (name: string) => JSON.parse(readFileSync(new URL(name, CASES), 'utf8')) as Case;

/** Each pod is a question of its own here: a request for several is their imps together. */
function askFor({ pods }: Case) {
  return pods.map(({ floorCpm, ...pod }) => {
    const mimes = ['video/mp4', 'video/ogg', 'video/webm'];
    const floor = { cpm: floorCpm, cpmPerSecond: null, byDuration: [] };
    const question = aQuestion({ ...pod, floor, media: { ...aQuestion().media, mimes }, latestStartMs: 7_200_000 });
    const kind = pod.open === null ? 'structured' : pod.slots.length > 0 ? 'hybrid' : 'dynamic';
    const context = { bidder: aBidder({ pods: kind }), terms: someTerms(), seller: aSeller(), tmaxMs: 250, nowMs: 0 };
    const asked = buildRequest({ question, ask: anAsk(), ...context });
    if (asked === null) throw new Error('Cannot try: there is nothing to offer, expected an imp');
    return { question, asked };
  });
}

/** The response, with a document where the case says how long one is, as the bids on one pod. */
function bidsFor(one: Case, { question, asked }: ReturnType<typeof askFor>[number]): Answered {
  let films = 0;
  const body = JSON.stringify({ ...one.response, id: asked.request.id }, (_, value: unknown) => {
    const seconds = typeof value === 'string' ? /^VAST (\d+)$/.exec(value)?.[1] : undefined;
    return seconds === undefined ? value : vastOf(Number(seconds), { media: `https://m.test/${(films += 1)}.mp4` });
  });
  const reading = readResponse(body, asked.request.id);
  if (reading.type === 'malformed') throw new Error(reading.detail);
  const own = reading.response.bids.filter(({ impid }) => asked.offers.some((offer) => offer.impId === impid));
  const response = { ...reading.response, bids: own };
  return { question, asked, response, terms: someTerms(), bidderId: 'alpha', currency: response.cur, nowMs: 0 };
}

describe.each(names.map((name) => ({ name, one: read(name) })))('$name: $one.title ($one.source)', ({ one }) => {
  const asked = askFor(one);

  it('is asked for with our own types', () => {
    const imps = asked.flatMap((each) => each.asked.request.imp);
    expect(imps).toHaveLength(one.request.imp.length);
    expect(imps).toMatchObject(one.request.imp);
  });

  it('is answered as this reading says', () => {
    const answers = asked.map((each) => bidsFor(one, each));
    const opened = answers.map((answered) => ({ answered, ...openBids(answered) }));
    const closed = opened.map(({ answered, open }) => closeBids(answered, open));
    const settled = settleLots(
      closed.flatMap(({ lots }) => lots),
      aSeller().tiers,
    );
    const refused = [...opened, ...closed, settled].flatMap((each) => each.refused);
    expect(Object.fromEntries(refused.map(({ bidId, reason }) => [bidId, reason]))).toEqual(one.expect.refused);
    const found = settled.candidates.map(({ notices, durationMs, position, limits, value }) => {
      const limit = [limits[0]?.key, limits[0]?.limit];
      return { bid: notices.facts.bid.id, durationMs, position, limit, value };
    });
    expect(found).toEqual(one.expect.candidates);
  });

  it('offers no more time than the break has', () => {
    const offered = one.pods.flatMap(({ slots, open }) => [...slots.map(({ maxMs }) => maxMs), open?.ms ?? 0]);
    if (one.breakMs !== undefined) expect(offered.reduce((sum, ms) => sum + ms, 0)).toBe(one.breakMs);
    expect(one.corrected.length).toBeGreaterThan(0);
  });
});

it('has each of the three examples in two readings', () => {
  expect(names.map((name) => name.split('-')[0])).toEqual([
    'dynamic',
    'dynamic',
    'hybrid',
    'hybrid',
    'structured',
    'structured',
  ]);
});
