import type { Ad, Break } from '@cutaway/model';
import { completeConfig } from './config.js';
import type { AdRun, AdSpan, FilledFacts, RunFacts } from './run/break-run.js';
import * as ads from './ads.js';
import { startAd } from './run/start-ad.js';
import { initialState, type PlayerState, type SessionState } from './state.js';
import type { Turn } from './turn.js';

export const BREAK: Break = {
  id: 'break-0',
  kind: 'linear',
  carrier: 'daterange',
  startsAt: 100_000,
  plannedMs: 10_000,
  autoReturn: true,
  upids: [],
  segmentationTypeId: 52,
};

/** A player that can do everything, at the break's start. */
export function aState(player: Partial<PlayerState> = {}, state: Partial<SessionState> = {}): SessionState {
  const initial = initialState(completeConfig({ decision: { url: 'https://ads.example/' } }));
  const able = { rewritesPlaylists: true, secondElement: true, hls: true, mp4: true, programMs: BREAK.startsAt };
  return {
    ...initial,
    nowMs: 1_000_000,
    renditionKinds: ['muxed'],
    player: { ...initial.player, ...able, ...player },
    ...state,
  };
}

export function anAdRun(ad: Ad, change: Partial<AdRun> = {}): AdRun {
  return { ...startAd(aTurn(aState()), ad), media: { is: 'ready', media: null }, ...change };
}

/** A filled break with its ads one behind the other from the break's start; the phase is for the test to say. */
export function aFilledRun(ads: readonly AdRun[], change: Partial<RunFacts & FilledFacts> = {}) {
  let at = BREAK.startsAt;
  const spans = ads.map(({ ad: { adInstanceId, durationMs } }): AdSpan => ({
    adInstanceId,
    startsAt: at,
    endsAt: (at += durationMs),
  }));
  const facts: RunFacts & FilledFacts = {
    brk: BREAK,
    endsAt: at,
    cancelled: false,
    earlyReturn: false,
    causes: [],
    leadMs: 8000,
    insert: false,
    announcedAtMs: 0,
    askedAtMs: 0,
    answeredAtMs: 0,
    latencyBeforeMs: null,
    pod: { id: 'pod', breakId: BREAK.id, beaconedBy: 'client', ads: ads.map(({ ad }) => ad) },
    ads,
    spares: [],
    strategy: 'serverStitched',
    strategyReason: 'a test says so',
    ...change,
  };
  return { ...facts, spans };
}

export function aTurn(state: SessionState): Turn {
  return { state, effects: [], reader: null, ads, chooseMediaFile: null };
}

/** What the application was told, shortly. */
export function toldIn({ effects }: Turn): string[] {
  return effects.flatMap((effect) => {
    if (effect.type === 'player') return [effect.command.type];
    if (effect.type !== 'tell') return [];
    const { type, detail } = effect.event;
    if (type === 'switch') return [`switch to ${detail.adInstanceId ?? detail.to}`];
    if (type === 'break') return [detail.phase];
    return type === 'cause' ? [detail.cause.name] : [];
  });
}
