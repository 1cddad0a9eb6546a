import type { Beacon } from '@cutaway/model';
import { fitOutbox } from './fit-outbox.js';
import { markOf } from './mark-of.js';
import {
  unknownPolicy,
  type Outbox,
  type OutboxEffect,
  type OutboxFact,
  type OutboxStep,
  type Parcel,
} from './outbox.js';
import { pumpOutbox } from './pump-outbox.js';

const KEYS_KEPT = 4096;
const FIRST_BACKOFF_MS = 1000;
const LAST_BACKOFF_MS = 60_000;

/** The queue's next state and what to do. A key enters once, and each ends in one of the last stages. Ticks wake what waits. */
export function stepOutbox(before: Outbox, fact: OutboxFact): OutboxStep {
  const state = { ...before, nowMs: fact.nowMs };
  switch (fact.type) {
    case 'enqueue': {
      const is = state.rules.asks ? 'asked' : 'waiting';
      return admit(
        state,
        fact.beacons.map((beacon) => aParcel(beacon, state, is)),
      );
    }
    case 'adopt':
      return adopt(state, fact.parcels, fact.keys);
    case 'tick':
      return pumpOutbox({ ...state, isShort: fact.isShort });
    case 'flush':
      return pumpOutbox(state, [], true);
    case 'park':
      return { state: { ...state, isParked: true }, effects: [] };
    case 'unpark': {
      const parcels = fact.isTaken ? state.parcels.filter(({ is }) => is === 'sent') : state.parcels;
      return pumpOutbox({ ...state, parcels, isParked: false });
    }
    default:
      return settle(state, fact);
  }
}

function aParcel(beacon: Beacon, { nowMs }: Outbox, is: Parcel['is']): Parcel {
  return { beacon, enqueuedMs: nowMs, attempt: 1, notBeforeMs: nowMs, is };
}

function admit(state: Outbox, parcels: readonly Parcel[], keys: readonly number[] = []): OutboxStep {
  const known = [...state.keys];
  const isNew = (mark: number): boolean => !known.includes(mark) && known.push(mark) > 0;
  const fresh = parcels.filter(({ beacon }) => isNew(markOf(beacon.key)));
  keys.forEach(isNew);
  const effects: OutboxEffect[] = [];
  for (const { beacon, is } of fresh) {
    effects.push({ type: 'told', beacon, stage: 'queued' });
    if (is === 'asked') effects.push({ type: 'ask', beacon });
  }
  const full = { ...state, parcels: [...state.parcels, ...fresh], keys: known.slice(-KEYS_KEPT) };
  const fit = fitOutbox(full);
  return pumpOutbox(fit.state, [...effects, ...fit.effects]);
}

/** What left and was not answered is sent again, or never: its policy says which. */
function adopt(state: Outbox, parcels: readonly Parcel[], keys: readonly number[]): OutboxStep {
  const fresh = parcels.filter(({ beacon }) => !state.keys.includes(markOf(beacon.key)));
  const isOpen = ({ is, beacon }: Parcel): boolean =>
    is === 'sent' && unknownPolicy(state.rules, beacon) === 'at-most-once';
  const open = fresh.filter(isOpen);
  const rest = fresh.filter((parcel) => !isOpen(parcel));
  const step = admit(
    state,
    rest.map((parcel) => (parcel.is === 'sent' ? { ...parcel, is: 'waiting', notBeforeMs: state.nowMs } : parcel)),
    keys,
  );
  return { state: step.state, effects: [...open.map(({ beacon }) => told(beacon, 'unknown')), ...step.effects] };
}

function told(beacon: Beacon, stage: Extract<OutboxEffect, { type: 'told' }>['stage']): OutboxEffect {
  return { type: 'told', beacon, stage };
}

type Fate = Extract<OutboxFact, { readonly key: string }>;

/** One parcel's fate, or the answer of the application's policy about it. */
function settle(state: Outbox, fact: Fate): OutboxStep {
  const wanted = fact.type === 'policy' ? 'asked' : 'sent';
  const parcel = state.parcels.find(({ beacon, is }) => beacon.key === fact.key && is === wanted);
  if (!parcel) return { state, effects: [] };
  const { beacon } = parcel;
  const put = (now: Parcel | null): Outbox => ({
    ...state,
    parcels: state.parcels.map((one) => (one === parcel ? now : one)).filter((one): one is Parcel => one !== null),
  });
  switch (fact.type) {
    case 'answered':
      return pumpOutbox(put(null), [told(beacon, 'delivered')]);
    case 'refused':
      return pumpOutbox(put(null), [told(beacon, 'lost')]);
    case 'unanswered':
      if (unknownPolicy(state.rules, beacon) === 'at-most-once')
        return pumpOutbox(put(null), [told(beacon, 'unknown')]);
      return pumpOutbox(put(later(parcel, fact)), [told(beacon, 'retrying')]);
    case 'failed':
      return pumpOutbox(put(later(parcel, fact)), [told(beacon, 'retrying')]);
    case 'policy':
      return obey(put, parcel, fact);
  }
}

/** Twice as long each time, half of it by chance: a million players that lost one network do not come back at once. */
function later(parcel: Parcel, { nowMs, share }: { readonly nowMs: number; readonly share: number }): Parcel {
  const backoffMs = Math.min(LAST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (parcel.attempt - 1));
  const notBeforeMs = nowMs + Math.round(backoffMs * (0.5 + share / 2));
  return { ...parcel, attempt: parcel.attempt + 1, notBeforeMs, is: 'waiting' };
}

function obey(
  put: (now: Parcel | null) => Outbox,
  parcel: Parcel,
  { answer, nowMs }: Extract<Fate, { type: 'policy' }>,
): OutboxStep {
  const { beacon } = parcel;
  if (answer === 'veto') return pumpOutbox(put(null), [told(beacon, 'vetoed')]);
  const { delayMs = 0, url = beacon.url } =
    typeof answer === 'object' ? (answer as { delayMs?: number; url?: string }) : {};
  return pumpOutbox(put({ ...parcel, is: 'waiting', notBeforeMs: nowMs + delayMs, beacon: { ...beacon, url } }));
}
