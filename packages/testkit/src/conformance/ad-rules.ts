import type { PlayerFact } from '@cutaway/core';
import { pairs, type Entry } from './recording.js';
import type { RecordingRule, Verdict } from './rule.js';

type AdFact = Extract<PlayerFact, { readonly adInstanceId: string }>;
type AtTime = { readonly atMs: number };

/** An ad that leaves is on the screen until content has a frame. */
const LEAVES_WITHIN_MS = 300;
const FORTH_AND_BACK_MS = 1;

/** Rules of what is told of each ad in an element of its own. */
export const adRules: readonly RecordingRule[] = [
  {
    rule: 'Of an ad, ready, failed and ended are told at most once.',
    judge: forEachAd((facts) => {
      const twice = (['ad-ready', 'ad-failed', 'ad-ended'] as const).find(
        (type) => facts.filter((fact) => fact.type === type).length > 1,
      );
      return twice ? `told ${twice} twice` : null;
    }),
  },
  {
    rule: 'An ad is ready before a frame of it is told, and once it has failed none is.',
    judge: forEachAd((facts) => {
      const frames = facts.flatMap(({ type }, i) => (type === 'ad-frame' ? [i] : []));
      const from = facts.findIndex(({ type }) => type === 'ad-ready');
      const to = facts.findIndex(({ type }) => type === 'ad-failed');
      if (frames.some((i) => from === -1 || i < from)) return 'a frame before ad-ready';
      // After ad-ended one may still come: the end is told with the last frame, and timed where that may be dropped.
      return to !== -1 && frames.some((i) => i > to) ? 'a frame after ad-failed' : null;
    }),
  },
  {
    rule: 'The time of an ad never goes back.',
    judge: forEachAd((facts) => {
      const times = facts.flatMap((fact) => (fact.type === 'ad-frame' ? [fact.adMs] : []));
      const back = pairs(times).find(([before, after]) => after < before - FORTH_AND_BACK_MS);
      return back ? `from ${back[0].toFixed(0)} to ${back[1].toFixed(0)} ms` : null;
    }),
  },
  {
    rule: 'The play state of an ad is told when it changes, and only then.',
    judge: forEachAd((facts) => {
      const states = facts.flatMap((fact) => (fact.type === 'ad-play-state' ? [fact.state] : []));
      const same = pairs(states).find(([before, after]) => before === after);
      return same ? `told ${same[0]} twice in a row` : null;
    }),
  },
  { rule: 'Nothing is told of an ad that was dropped or left for content.', judge: leftAlone },
];

function forEachAd(judge: (facts: readonly AdFact[]) => Verdict): RecordingRule['judge'] {
  return (all) => {
    const byAd = new Map<string, AdFact[]>();
    for (const { adInstanceId, ...rest } of adFacts(all)) {
      const facts = byAd.get(adInstanceId) ?? [];
      facts.push({ adInstanceId, ...rest });
      byAd.set(adInstanceId, facts);
    }
    for (const [id, facts] of byAd) {
      const wrong = judge(facts);
      if (wrong !== null) return `${id}: ${wrong}`;
    }
    return null;
  };
}

function adFacts(all: readonly Entry[]): readonly (AdFact & AtTime)[] {
  return all.flatMap((entry) =>
    entry.type === 'fact' && 'adInstanceId' in entry.fact ? [{ ...entry.fact, atMs: entry.atMs }] : [],
  );
}

function leftAlone(all: readonly Entry[]): Verdict {
  const known = new Set<string>();
  const leftAtMs = new Map<string, number>();
  for (const entry of all) {
    if (entry.type === 'command') {
      const { command, atMs } = entry;
      if (command.type === 'prepare-ad') known.add(command.adInstanceId);
      if (command.type === 'drop-ad') leftAtMs.set(command.adInstanceId, -Infinity);
      if (command.type === 'show-content') for (const id of known) if (!leftAtMs.has(id)) leftAtMs.set(id, atMs);
    }
    for (const { type, adInstanceId, atMs } of adFacts([entry])) {
      const left = leftAtMs.get(adInstanceId);
      if (left !== undefined && atMs - left > LEAVES_WITHIN_MS) return `${adInstanceId}: ${type}`;
    }
  }
  return null;
}
