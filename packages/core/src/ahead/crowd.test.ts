import type { BreakHint } from '@cutaway/model';
import { anAd, aReply } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import * as ads from '../ads.js';
import * as ahead from '../ahead.js';
import { announce, askWhenDue } from '../decision/ask.js';
import { nextRandom } from '../random.js';
import { amend, type Turn } from '../turn.js';
import { aState, aTurn, BREAK } from '../turn.builder.js';
import { NO_AHEAD } from './ahead-state.js';

const CLIENTS = 1000;
const START_MS = Date.UTC(2026, 0, 1, 12);
const BREAK_MS = START_MS + 100_000;
const LATENCY_MS = 12_000;
const hint: BreakHint = {
  ...{ planId: 'plan-1', expectedStartMs: BREAK_MS, durationMs: BREAK.plannedMs ?? 0 },
  ...{ windowStartMs: START_MS + 20_000, windowMs: 60_000, expiresAtMs: BREAK_MS + 60_000 },
  ...{ names: [BREAK.id], mac: 'signed' },
};
const brk = { ...BREAK, startsAt: BREAK_MS };
type Asked = { readonly atMs: number; readonly of: string };

/** A viewer of the live channel: joins, hears of the break, asks; his playlist has its signal within a segment of the others'. */
function watch(client: number, joinsAtMs: number, answers: (client: number) => boolean): readonly Asked[] {
  const { state: random, share } = nextRandom(client);
  const known = { random, sessionId: `s${random.toString(36)}`, live: true, ahead: { ...NO_AHEAD, isLoaded: true } };
  const turn: Turn = { ...aTurn(aState({}, known)), ads: { ...ads, ahead } };
  const asked: Asked[] = [];
  const at = (nowMs: number, then: () => void): void => {
    const player = { ...turn.state.player, programMs: nowMs - LATENCY_MS };
    amend(turn, { nowMs, player, publishedEdge: nowMs - 4000 });
    then();
    for (const effect of turn.effects.splice(0))
      if (effect.type === 'http' && effect.request.method === 'POST')
        asked.push({ atMs: nowMs, of: effect.purpose.of });
  };
  const reply = { status: 200, failure: null, text: JSON.stringify(aReply([anAd('one')])) };
  at(joinsAtMs, () => ahead.hear(turn, { hints: [hint] }));
  const slotMs = turn.state.ahead?.hints[0]?.askAtMs ?? NaN;
  at(slotMs, () => ahead.tick(turn));
  const answer = answers(client) ? reply : { status: 503, failure: null, text: '' };
  if (asked.length > 0) at(slotMs + 80, () => ahead.onHint(turn, hint.planId, answer));
  const toldAtMs = BREAK_MS - 12_000 + share * 4000;
  at(toldAtMs, () => announce(turn, brk));
  const [run] = turn.state.runs;
  if (run?.phase === 'signalled') at(run.askAtMs, () => askWhenDue(turn, run));
  return asked;
}

/** Requests in each second from the first to the last. */
function load(asked: readonly Asked[]): { readonly p95: number; readonly mean: number } {
  const seconds = asked.map(({ atMs }) => Math.floor(atMs / 1000));
  const firstS = Math.min(...seconds);
  const counts = Array.from({ length: Math.max(...seconds) - firstS + 1 }, () => 0);
  for (const second of seconds) counts[second - firstS] = (counts[second - firstS] ?? 0) + 1;
  const sorted = [...counts].sort((a, b) => a - b);
  return { p95: sorted[Math.ceil(sorted.length * 0.95) - 1] ?? NaN, mean: asked.length / counts.length };
}

function crowd(joinsAtMs: (client: number) => number, answers: (client: number) => boolean): readonly Asked[] {
  const clients = Array.from({ length: CLIENTS }, (_, client) => client);
  return clients.flatMap((client) => watch(client, START_MS + joinsAtMs(client), answers));
}

describe('a thousand viewers of a live channel (R36)', () => {
  it('ask ahead, once each, spread over the window: p95 of requests a second is at most twice the mean', () => {
    const asked = crowd(
      (client) => client * 15,
      () => true,
    );
    expect(asked.map(({ of }) => of)).toEqual(Array.from({ length: CLIENTS }, () => 'hint'));
    const { p95, mean } = load(asked);
    expect(p95).toBeLessThanOrEqual(2 * mean);
  });

  it('ask at the break where the answer ahead did not come, and the load is still at most twice the mean', () => {
    const asked = crowd(
      (client) => client * 15,
      (client) => client % 10 !== 0,
    );
    expect(asked.filter(({ of }) => of === 'decision')).toHaveLength(CLIENTS / 10);
    const { p95, mean } = load(asked);
    expect(p95).toBeLessThanOrEqual(2 * mean);
  });

  it('ask soon where they all join after their slots, none twice, and not all at once', () => {
    const asked = crowd(
      () => 85_000,
      () => true,
    );
    expect(asked).toHaveLength(CLIENTS);
    const afterMs = asked.map(({ atMs }) => atMs - START_MS - 85_000);
    expect(Math.max(...afterMs)).toBeLessThanOrEqual(9000); // one and a half segments of 6 s
    const { p95, mean } = load(asked);
    expect(p95).toBeLessThanOrEqual(2 * mean);
  });
});
