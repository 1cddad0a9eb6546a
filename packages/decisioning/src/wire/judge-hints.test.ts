import type { BreakHint, DecisionReply, DecisionRequest, Signal } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import type { Asker } from '../decide/decider.js';
import { aMinute, aNotice, NOON_MS, RULES } from '../live/a-plan.builder.js';
import { openLiveRoom } from '../live/live-room.js';
import { judgeHints } from './judge-hints.js';

const asker: Asker = { baseUrl: 'https://ads.example', beaconedBy: 'client' };

const PLANNED = { pod: { maxAds: 4 }, viewing: { custom: { sponsor: ['acme'] } } };

/** The break of the plan, as the channel's stream says it. */
const aBreakStart = (): Signal =>
  ({
    ...{ type: 'break-start', carrier: 'cue-out', key: '7', kind: 'linear', startsAt: NOON_MS + 10 * aMinute },
    ...{ plannedMs: 30 * aMinute, upids: [], event: null },
  }) as unknown as Signal;

/** A break planned for 12:10 that wants four ads and a key of its own, and what a decider is asked about it. */
async function set() {
  const clock = { nowMs: NOON_MS };
  const live = await openLiveRoom({ secret: 'secret', rules: RULES, nowMs: () => clock.nowMs, newId: () => 'p1' });
  await live.announce('one', [aNotice({ limits: { maxAds: 4 }, targeting: { sponsor: ['acme'] } })]);
  const [hint] = live.hints('one');
  if (hint === undefined) throw new Error('Cannot judge a hint: none is there, expected one');
  const asked: { request: DecisionRequest; asker: Asker }[] = [];
  const verdicts: string[] = [];
  const decider = judgeHints(
    {
      async decide(request, who) {
        asked.push({ request, asker: who });
        return { rung: 'full' } as DecisionReply;
      },
    },
    { live, ahead: () => ({ hints: [] }), onVerdict: (verdict) => verdicts.push(verdict) },
  );
  const ask = (brought?: BreakHint, of: Partial<DecisionRequest> = {}) =>
    decider.decide(
      {
        ...{ protocol: 1, sessionId: 's', breakId: 'b', kind: 'linear', startsAt: 0, durationMs: 120_000, upids: [] },
        ...{ budgetMs: 500, ...(brought && { hint: brought }), ...of },
      },
      asker,
    );
  const turnTo = (minutes: number) => {
    clock.nowMs = NOON_MS + minutes * aMinute;
    live.advance();
  };
  return { live, hint, ask, asked, verdicts, turnTo };
}

describe('a hint that comes back with a request', () => {
  it('makes the pod what its plan wants, when it is the session’s turn', async () => {
    const { ask, asked, hint, verdicts, turnTo } = await set();
    turnTo(9.9);
    await ask(hint);
    expect(verdicts).toEqual(['good']);
    expect(asked[0]?.request).toMatchObject({ hint, pod: { maxAds: 4 }, viewing: { custom: { sponsor: ['acme'] } } });
  });

  it('is counted where it comes before its turn, which is another session’s or no session’s', async () => {
    const { ask, asked, hint, verdicts } = await set();
    expect(await ask(hint)).toMatchObject({ rung: 'full' });
    expect([verdicts, asked[0]?.request.hint]).toEqual([['early'], hint]);
  });

  it('is forgotten when its break is on: the pod is for now', async () => {
    const { ask, asked, hint, verdicts, turnTo } = await set();
    turnTo(30);
    await ask(hint);
    expect(verdicts).toEqual(['expired']);
    expect(asked[0]?.request).not.toHaveProperty('hint');
    expect(asked[0]?.asker).toEqual(asker);
  });

  it('is no reason to hold anything where somebody changed it, nor to be served before others', async () => {
    const { ask, asked, hint, verdicts, turnTo } = await set();
    turnTo(9.9);
    await ask({ ...hint, expiresAtMs: hint.expiresAtMs + 1 });
    expect(verdicts).toEqual(['forged']);
    expect(asked[0]?.request).not.toHaveProperty('hint');
    expect(asked[0]?.asker).toEqual({ ...asker, expectedStartMs: hint.expectedStartMs });
  });

  it('takes nothing for a break that was cancelled', async () => {
    const { ask, asked, hint, live, verdicts } = await set();
    await live.cancel('one', 'p1');
    expect(await ask(hint)).toMatchObject({ rung: 'empty', reason: 'cancelled', pod: { ads: [] }, hints: [] });
    expect([verdicts, asked]).toEqual([['cancelled'], []]);
  });

  it('has its plan still, where it came too late for the break that is on', async () => {
    const { ask, asked, hint, live, verdicts, turnTo } = await set();
    turnTo(10);
    await live.hear('one', aBreakStart());
    turnTo(20); // two minutes, extended to thirty
    await ask(hint);
    expect(verdicts).toEqual(['expired']);
    expect(asked[0]?.request).not.toHaveProperty('hint');
    expect(asked[0]?.request).toMatchObject(PLANNED);
  });

  it.each([
    ['by the name that its signal has', { breakId: '7' }],
    ['by the name of the plan, as in an ad tag', { breakId: 'p1' }],
    ['by a UPID of its signal', { upids: [{ type: 9, hex: '37' }] }],
  ])(
    'is not needed for a pod that its plan wants, where a break of the channel is asked for %s',
    async (_words, of) => {
      const { ask, asked, turnTo, live } = await set();
      await live.change('one', 'p1', { names: ['7', '37'] });
      turnTo(9.9);
      await ask(undefined, { ...of, viewing: { content: { channel: 'one' } } });
      expect(asked[0]?.request).toMatchObject(PLANNED);
    },
  );

  it.each([
    ['another channel', { viewing: { content: { channel: 'two' } } }],
    ['no channel', {}],
    ['a title that the channel has on demand', { viewing: { content: { channel: 'one', live: false } } }],
    ['what is drawn over content', { kind: 'overlay', viewing: { content: { channel: 'one' } } }],
    ['what comes ahead of content', { position: 'pre', viewing: { content: { channel: 'one' } } }],
  ] as const)('is of no plan where %s is asked for', async (_words, of) => {
    const { ask, asked, turnTo } = await set();
    turnTo(9.9);
    await ask(undefined, { breakId: '7', ...of });
    expect(asked[0]?.request).not.toHaveProperty('pod');
  });

  it('is not missed where there is none', async () => {
    const { ask, asked, verdicts } = await set();
    await ask();
    expect([asked.length, verdicts]).toEqual([1, []]);
  });
});
