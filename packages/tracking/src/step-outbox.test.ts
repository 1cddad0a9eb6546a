import { describe, expect, it } from 'vitest';
import type { Beacon, TrackingEvent } from '@cutaway/model';
import { initialOutbox, type OutboxFact, type OutboxRules, type Outbox } from './outbox.js';
import { stepOutbox } from './step-outbox.js';

const beacon = (key: string, event: TrackingEvent = 'start'): Beacon => ({
  key,
  adInstanceId: 'a',
  event,
  url: `https://t/${key}`,
});
const many = (count: number) => Array.from({ length: count }, (_, i) => beacon(`k${i}`));
const all = (beacons: readonly Beacon[], nowMs = 0): OutboxFact => ({ type: 'enqueue', beacons, nowMs });
const tick = (nowMs: number, isShort = false): OutboxFact => ({ type: 'tick', nowMs, isShort });
const failed = (key: string, nowMs: number, share = 1): OutboxFact => ({ type: 'failed', key, nowMs, share });

function outbox(rules: Partial<OutboxRules> = {}) {
  let state: Outbox = initialOutbox(rules);
  const tell = (fact: OutboxFact): string[] => {
    const step = stepOutbox(state, fact);
    state = JSON.parse(JSON.stringify(step.state)) as Outbox;
    return step.effects.map((effect) => {
      const { key } = effect.beacon;
      if (effect.type === 'send') return `send ${key} ${effect.attempt}`;
      return effect.type === 'ask' ? `ask ${key}` : `${effect.stage} ${key}`;
    });
  };
  /** Without what is only told. */
  const sends = (fact: OutboxFact): string[] => tell(fact).filter((what) => what.startsWith('send '));
  return { tell, sends, parcels: () => state.parcels, state: () => state };
}

describe('stepOutbox', () => {
  it('tells what it was given, and sends at once', () => {
    expect(outbox().tell(all([beacon('a')]))).toEqual(['queued a', 'send a 1']);
  });
  it('sends impressions, then errors, then what counts of playback, then the rest', () => {
    const beacons = [beacon('p', 'pause'), beacon('q', 'midpoint'), beacon('e', 'error'), beacon('i', 'impression')];
    expect(outbox().sends(all(beacons))).toEqual(['send i 1', 'send e 1', 'send q 1', 'send p 1']);
  });
  it('has at most four under way (R34), and sends the next when one is answered', () => {
    const { tell, sends } = outbox();
    expect(sends(all(many(8)))).toHaveLength(4);
    expect(tell(tick(50))).toEqual([]);
    expect(tell({ type: 'answered', key: 'k0', nowMs: 60 })).toEqual(['delivered k0', 'send k4 1']);
  });
  it('leaves no place to those that hang: what comes after three seconds of them does not wait for ten', () => {
    const { sends } = outbox();
    expect(sends(all(many(6)))).toHaveLength(4);
    expect(sends(tick(2999))).toEqual([]);
    expect(sends(tick(3000))).toEqual(['send k4 1', 'send k5 1']);
    expect(sends({ type: 'unanswered', key: 'k0', nowMs: 10_000, share: 1 })).toEqual([]);
    expect(sends(tick(11_000))).toEqual(['send k0 2']);
  });
  it('says which have no later: all of them when the page may end', () => {
    let state = initialOutbox();
    const lastOf = (fact: OutboxFact): readonly boolean[] => {
      const step = stepOutbox(state, fact);
      state = step.state;
      return step.effects.flatMap((effect) => (effect.type === 'send' ? [effect.isLast] : []));
    };
    expect(lastOf(all(many(6)))).toEqual([false, false, false, false]);
    expect(lastOf({ type: 'flush', nowMs: 10 })).toEqual([true, true]);
  });
  it('takes a key once, however often it is brought', () => {
    const { tell, sends } = outbox();
    expect(tell(all([beacon('a'), beacon('a')]))).toEqual(['queued a', 'send a 1']);
    tell({ type: 'answered', key: 'a', nowMs: 1 });
    expect(sends(all([beacon('a')], 2))).toEqual([]);
  });
  it('keeps all but impressions back while content has little buffer', () => {
    const { sends } = outbox();
    sends(tick(0, true));
    expect(sends(all([beacon('s'), beacon('i', 'impression')], 1))).toEqual(['send i 1']);
    expect(sends(tick(250, true))).toEqual([]);
    expect(sends(tick(500, false))).toEqual(['send s 1']);
  });
  it('keeps them back for ten seconds at most: content of low latency never has more', () => {
    const { sends } = outbox();
    sends(tick(0, true));
    expect(sends(all([beacon('s')], 1))).toEqual([]);
    expect(sends(tick(10_000, true))).toEqual([]);
    expect(sends(tick(10_001, true))).toEqual(['send s 1']);
  });
  it('hears nothing in the fate of a key that is not under way', () => {
    const { tell } = outbox();
    expect(tell(failed('x', 0))).toEqual([]);
    expect(tell({ type: 'answered', key: 'x', nowMs: 0 })).toEqual([]);
  });
  it('is done with what a collector refuses', () => {
    const { tell } = outbox();
    tell(all([beacon('a')]));
    expect(tell({ type: 'refused', key: 'a', nowMs: 5 })).toEqual(['lost a']);
  });
});

describe('a try that failed', () => {
  it('is made again with the same beacon, after 1, 2, 4 … 60 s, of which up to half is left to chance', () => {
    const { tell } = outbox({ validMs: 1e9 });
    tell(all([beacon('a')]));
    let nowMs = 0;
    const waits: number[] = [];
    for (let n = 0; n < 8; n++) {
      expect(tell(failed('a', nowMs, n === 1 ? 0 : 1))).toEqual(['retrying a']);
      const failedMs = nowMs;
      while (tell(tick(nowMs)).length === 0) nowMs += 250;
      waits.push(nowMs - failedMs);
    }
    expect(waits).toEqual([1000, 1000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  });
  it('is not made again after five minutes; an error has an hour', () => {
    const { tell } = outbox();
    tell(all([beacon('a'), beacon('e', 'error')]));
    tell(failed('a', 10));
    tell(failed('e', 10));
    expect(tell(tick(300_001))).toEqual(['lost a', 'send e 2']);
    tell(failed('e', 300_002));
    expect(tell(tick(3_600_001))).toEqual(['lost e']);
  });
});

describe('a try that nobody answered', () => {
  const unanswered = (key: string): OutboxFact => ({ type: 'unanswered', key, nowMs: 10_000, share: 1 });
  it('is the last one of an impression, which may have been counted', () => {
    const { tell } = outbox();
    tell(all([beacon('i', 'impression'), beacon('s')]));
    expect(tell(unanswered('i'))).toEqual(['unknown i']);
    expect(tell(unanswered('s'))).toEqual(['retrying s']);
  });
  it('is made again where the policy or the collector allows it', () => {
    for (const rules of [{ impressions: 'at-least-once' as const }, { deduping: ['https://t/'] }]) {
      const { tell } = outbox(rules);
      tell(all([beacon('i', 'impression')]));
      expect(tell(unanswered('i'))).toEqual(['retrying i']);
    }
  });
});

describe('what a dead session left', () => {
  const left = (rules: Partial<OutboxRules> = {}) => {
    const dead = outbox(rules);
    dead.tell(all([beacon('i', 'impression'), beacon('s'), ...many(4)], 1000));
    const { parcels, keys } = dead.state();
    return (nowMs: number): OutboxFact => ({ type: 'adopt', parcels, keys, nowMs });
  };
  it('is sent, but for an impression that was under way', () => {
    const { tell } = outbox();
    const heard = tell(left()(2000));
    expect(heard[0]).toBe('unknown i');
    expect(heard.filter((what) => what.startsWith('send'))).toEqual([
      'send s 1',
      'send k0 1',
      'send k1 1',
      'send k2 1',
    ]);
  });
  it('is sent whole to a collector that dedupes', () => {
    const { sends } = outbox({ deduping: ['https://t/'] });
    expect(sends(left()(2000))[0]).toBe('send i 1');
  });
  it('is never sent twice, and its keys never enter again', () => {
    const { tell, sends } = outbox();
    const adopt = left()(2000);
    tell(adopt);
    expect(tell(adopt)).toEqual([]);
    expect(sends(all([beacon('i', 'impression')], 2001))).toEqual([]);
  });
  it('is lost where it is too old', () => {
    const { tell } = outbox();
    expect(tell(left()(302_000)).filter((what) => what.startsWith('lost'))).toHaveLength(5);
  });
});

describe('a clock that is put right', () => {
  it('ends what was to be sent at a time that is far from it now: nobody knows how old it is', () => {
    const { tell, parcels } = outbox();
    tell(all([beacon('a'), beacon('b')], 86_400_000));
    tell(failed('a', 86_400_100));
    tell(failed('b', 86_400_100));
    expect(tell(tick(86_400_100 - 60_000))).toEqual([]);
    expect(tell(tick(1000))).toEqual(['lost a', 'lost b']);
    expect(parcels()).toEqual([]);
  });
});

describe('a full outbox', () => {
  it('drops the oldest that is no impression, and says so', () => {
    const { tell, parcels } = outbox({ maxParcels: 5 });
    tell(all(many(4)));
    tell(all([beacon('i', 'impression')], 1));
    expect(tell(all([beacon('x'), beacon('y')], 2))).toEqual(['queued x', 'queued y', 'dropped x', 'dropped y']);
    expect(parcels().map((parcel) => parcel.beacon.key)).toEqual(['k0', 'k1', 'k2', 'k3', 'i']);
  });
  it('stays under its size in JSON', () => {
    const { tell, state } = outbox({ maxChars: 2000 });
    const heard = tell(all(many(30)));
    expect(heard.filter((what) => what.startsWith('dropped')).length).toBeGreaterThan(20);
    expect(JSON.stringify(state().parcels).length).toBeLessThan(1500);
  });
});

describe('flush', () => {
  it('sends what is due and what waits for its next try, without a limit', () => {
    const { tell, sends } = outbox();
    tell(all(many(6)));
    tell(failed('k0', 10));
    expect(sends({ type: 'flush', nowMs: 11 })).toEqual(['send k0 2', 'send k5 1']);
  });
});

describe('a parked outbox', () => {
  it('sends nothing until it knows that its parcels are still its own', () => {
    const { tell, sends } = outbox();
    tell({ type: 'park', nowMs: 0 });
    expect(sends(all(many(2), 1))).toEqual([]);
    expect(sends({ type: 'unpark', isTaken: false, nowMs: 2 })).toEqual(['send k0 1', 'send k1 1']);
  });
  it('leaves to others what they have taken', () => {
    const { tell, sends, parcels } = outbox();
    tell(all(many(6)));
    tell({ type: 'park', nowMs: 1 });
    expect(sends({ type: 'unpark', isTaken: true, nowMs: 2 })).toEqual([]);
    expect(parcels()).toHaveLength(4);
  });
});

describe("the application's policy", () => {
  const policy = (answer: Extract<OutboxFact, { type: 'policy' }>['answer']): OutboxFact => ({
    type: 'policy',
    key: 'a',
    answer,
    nowMs: 1,
  });
  const asked = () => {
    const one = outbox({ asks: true });
    expect(one.tell(all([beacon('a')]))).toEqual(['queued a', 'ask a']);
    return one;
  };
  it('lets a beacon go, keeps it for a while, or keeps it for good', () => {
    expect(asked().tell(policy('send'))).toEqual(['send a 1']);
    expect(asked().tell(policy('veto'))).toEqual(['vetoed a']);
    const { tell } = asked();
    expect(tell(policy({ delayMs: 500 }))).toEqual([]);
    expect(tell(tick(500))).toEqual([]);
    expect(tell(tick(501))).toEqual(['send a 1']);
  });
  it('gives it another URL, which retries keep', () => {
    const { tell, parcels } = asked();
    tell(policy({ url: 'https://proxy/a' }));
    tell(failed('a', 5));
    expect(parcels()[0]?.beacon).toEqual({ ...beacon('a'), url: 'https://proxy/a' });
  });
  it('is asked once', () => {
    const { tell } = asked();
    tell(policy('send'));
    expect(tell(policy('veto'))).toEqual([]);
  });
});
