import { initialOutbox, stepOutbox } from '@cutaway/tracking';
import { describe, expect, it } from 'vitest';
import { enqueue, onBeaconReply } from '../run/queue.js';
import { aState, aTurn } from '../turn.builder.js';
import type { SessionState } from '../state.js';
import type { Turn } from '../turn.js';
import { goOnInMemory, onLifecycle, onStorage } from './keep-house.js';
import type { StorageOrder } from './storage-order.js';

const START = { key: 'ad/0/start/0', adInstanceId: 'ad', event: 'start', url: 'https://t.example/start' } as const;
const ANSWERED = { status: 200, text: '', failure: null };
const keep = { owner: 'me', savedAtMs: 1_000_000, hasLeft: false, lookAtMs: null };
const ordersIn = ({ effects }: Turn): StorageOrder[] =>
  effects.flatMap((effect) => (effect.type === 'storage' ? [effect.order] : []));
const later = (state: SessionState, ms: number): Turn => aTurn({ ...state, nowMs: state.nowMs + ms });

describe('a page that slept', () => {
  it.each([true, false])('writes down what was answered while it asked for its entry (still its own: %s)', (isOurs) => {
    const { state: outbox } = stepOutbox(initialOutbox(), { type: 'enqueue', beacons: [START], nowMs: 1_000_000 });
    const awake = later(aState({}, { outbox, keep }), 60_000);
    onBeaconReply(awake, START.key, ANSWERED);
    const take = { do: 'take', from: 'me', text: null, to: 'me.1' } as const;
    expect(ordersIn(awake)).toEqual([take]);
    const told = later(awake.state, 10);
    onStorage(told, { is: 'taken', order: take, isOurs });
    expect(told.state.outbox.parcels).toEqual([]);
    expect(ordersIn(told)).toEqual([{ do: 'save', key: 'me.1' }]);
  });
});

describe('a page that slept, and whose storage does not give it its entry back', () => {
  it('goes on, and has what it holds written down at once: others would think it dead', () => {
    const MIDPOINT = { ...START, key: 'ad/0/midpoint/0', event: 'midpoint' } as const;
    const beacons = [START, MIDPOINT];
    const { state: outbox } = stepOutbox(initialOutbox(), { type: 'enqueue', beacons, nowMs: 1_000_000 });
    const awake = later(aState({}, { outbox, keep }), 60_000);
    onBeaconReply(awake, START.key, ANSWERED);
    const [take] = ordersIn(awake);
    if (take?.do !== 'take') throw new Error('it asks for its entry');
    const told = later(awake.state, 10_000);
    goOnInMemory(told, take);
    expect(told.state.outbox).toMatchObject({ isParked: false, parcels: [{ beacon: MIDPOINT, is: 'sent' }] });
    expect(ordersIn(told)).toEqual([{ do: 'save', key: 'me' }]);
  });
});

describe('a page that left with nothing to send, and is back', () => {
  it('is alive for others with the first beacon that it writes down', () => {
    const left = aTurn(aState({}, { keep }));
    onLifecycle(left, 'leaving');
    const back = later(left.state, 60_000);
    onLifecycle(back, 'visible');
    enqueue(back, [START]);
    expect(back.state.keep).toMatchObject({ owner: 'me', hasLeft: false });
    expect(ordersIn(back)).toEqual([{ do: 'save', key: 'me' }]);
  });
});
