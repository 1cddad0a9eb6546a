import type { AdSessionOptions, PlayerFact } from '@cutaway/core';
import type { DecisionRequest } from '@cutaway/model';
import { anAd, aReply, chanceFrom } from '@cutaway/testkit';
import { setStage } from '../../set-stage.js';
import { START_MS, type Answer } from '../faulted-break.js';
import { FAULTS, type Fault } from '../faults.js';
import { hearSession } from '../hear-session.js';
import { slowAt, type Played } from '../play-faults.js';
import * as title from './a-title.js';
import { VIEWER_FAULTS } from './viewer-faults.js';
import { type Span, TitleViewer, type Watched } from './watch-title.js';

/** What was played of a title, and what its viewer did. */
export interface PlayedTitle extends Played {
  readonly breaks: readonly title.TitleBreak[];
  readonly watched: Watched;
  /** When the player told of no frame: it was at a seek, or at a load. */
  readonly silent: readonly Span[];
  readonly policies: NonNullable<AdSessionOptions['policies']>;
  /** Ads that were loaded apart from content and not let go, at the end. */
  readonly kept: readonly string[];
}

/** A title has no live edge, and nobody to tell of an early end. Half of what goes wrong in it is its viewer's doing. */
const OTHERS: readonly Fault<title.TitleBreak>[] = FAULTS.filter(({ name }) => !name.startsWith('signals:'));

/** Plays a title with five breaks, most with one or two faults; the same for the same seed. */
export async function playVod(seed: number): Promise<PlayedTitle> {
  const chance = chanceFrom(seed * 2_654_435 + 77);
  for (let n = 0; n < 8; n++) chance(); // neighbouring seeds begin alike
  const oneOf = <const Value>(values: readonly [Value, ...Value[]]): Value =>
    values[Math.floor(chance() * values.length)] ?? values[0];
  const breaks = title.titleBreaks();
  for (const brk of breaks) {
    for (let left = Math.floor(chance() * 3); left > 0; left--) {
      const faults = chance() < 0.5 ? VIEWER_FAULTS : OTHERS;
      const fault = faults[Math.floor(chance() * faults.length)];
      if (!fault || brk.faults.includes(fault.name)) continue;
      brk.faults.push(fault.name);
      fault.put(brk, chance);
    }
    brk.atMs = brk.position === 'pre' ? 0 : Infinity;
  }
  const by = oneOf(title.PLACED_BY);
  const strategy = oneOf(['auto', 'stitch', 'secondElement', 'reattach'] as const);
  const hasSecond = strategy === 'secondElement' || (strategy !== 'reattach' && chance() < 0.5);
  const policies: PlayedTitle['policies'] =
    chance() < 0.5
      ? {}
      : {
          ...{ seekOver: oneOf(['last', 'none', 'all', 'first']), rewatch: oneOf(['replay', 'skip']) },
          onHidden: oneOf(['resume', 'restart', 'live', 'ignore']),
        };
  const isVmapFaulty = chance() < 0.1;
  const loadsAfterMs = oneOf([0, 20, 20]);
  const beacons = new Map<string, number>();
  const nowMs = (): number => stage.clock.port.nowMs() - START_MS;
  const throwFor = (what: string): void => {
    const isDue = breaks.some(({ atMs, throws }) =>
      throws.some((one) => one.what.test(what) && nowMs() - atMs >= one.fromMs && nowMs() - atMs < one.untilMs),
    );
    if (isDue) throw new Error(`injected into ${what}`);
  };
  const first = <Value>(values: readonly (Value | null)[]): Value | null =>
    values.find((value) => value !== null) ?? null;
  const ads = title.titleAds(breaks);
  /** Names of ads by the id that the session gave them. */
  const nameOf = (what: string): string | undefined => {
    const made = stage.player.commands.find((one) => one.type === 'prepare-ad' && one.adInstanceId === what);
    return made?.type === 'prepare-ad' ? /\/ads\/([\w-]+)[./]/.exec(made.url)?.[1] : undefined;
  };
  /** The viewer is near a break, or in it. */
  const come = (fact: PlayerFact): void => {
    if (fact.type !== 'content-frame' && fact.type !== 'ad-frame') return;
    for (const brk of breaks) {
      if (brk.atMs < Infinity) continue;
      const inMs = fact.type === 'content-frame' ? brk.startsAt - fact.programMs : Infinity;
      const what = (fact.type === 'content-frame' ? fact.uri : nameOf(fact.adInstanceId)) ?? '';
      if (inMs >= 0 && inMs <= 10_000) brk.atMs = nowMs() + inMs;
      else if (brk.names.some((name) => what === name || what.includes(`/${name}/`))) brk.atMs = nowMs();
    }
  };

  let silentUntilMs = -Infinity;
  const silent: Span[] = [];
  let stream: 'none' | 'loaded' | 'ended' = 'none';
  const stage = setStage({
    startMs: START_MS,
    seed,
    ads: [],
    onPortCall(what) {
      if (/^player (reload-content|seek-program)$/.test(what)) {
        silentUntilMs = nowMs() + slowAt(breaks, nowMs());
        silent.push({ fromMs: nowMs(), untilMs: silentUntilMs });
      }
      throwFor(what);
    },
    hear: (tell) => (fact) => {
      come(fact);
      if (fact.type === 'stream') stream = 'loaded';
      if (fact.type === 'play-state' && stream !== 'none' && fact.state !== 'paused')
        stream = fact.state === 'ended' ? 'ended' : 'loaded';
      if (fact.type !== 'content-frame' || nowMs() >= silentUntilMs) tell(fact);
    },
    decide({ body = '' }) {
      if (by === 'vmap') return { delayMs: 50, text: title.TITLE_VMAP, ...(isVmapFaulty && breaks[0]?.decide) };
      const { startsAt, position = null } = JSON.parse(body) as DecisionRequest;
      const brk = breaks.find(
        (one) => one.position === position && (position || Math.abs(one.startsAt - startsAt) < 1000),
      );
      const reply = aReply((brk?.names ?? []).map((name) => anAd(name)));
      return { delayMs: 50, text: JSON.stringify(reply), ...brk?.decide };
    },
    serve(url) {
      const n = /^https:\/\/tag\.example\/b(\d)/.exec(url)?.[1];
      const brk = breaks[Number(n)];
      if (brk) return { delayMs: 50, text: title.titleVast(brk.names), ...brk.decide };
      const answer: Answer | null = first(breaks.flatMap(({ serve }) => serve.map((one) => one(url))));
      const mayHaveCome = answer?.failure !== 'offline';
      if (url.startsWith('https://beacons.example/')) beacons.set(url, (beacons.get(url) ?? 0) + (mayHaveCome ? 1 : 0));
      return answer ?? (url in ads ? { text: ads[url] ?? '' } : null);
    },
    player: {
      origin: title.titlePlaylist(by),
      ...(loadsAfterMs > 0 && { loadsAfterMs }),
      secondElement: hasSecond,
      ads: (url) => first(breaks.flatMap(({ element }) => element.map((one) => one(url)))) ?? { durationMs: 5760 },
      isBroken: (uri) => breaks.some(({ isBroken }) => isBroken.some((one) => one(uri))),
    },
    session: {
      ...{ strategy, policies, traceChars: 65_536 },
      onBeacon: () => throwFor('onBeacon'),
      beaconPolicy: () => (throwFor('policy'), 'send'),
      ...title.titleSession(by),
    },
  });
  const { opened, internal } = hearSession(stage.session, throwFor);

  const viewer = new TitleViewer(stage, breaks, nowMs, () => stream);
  await viewer.watch(breaks.some(({ isAgain }) => isAgain));
  const endMs = nowMs();
  const kept = keptOf(stage.player.commands);
  stage.end();
  // A decision may be waited for so long.
  await stage.clock.advance(45_000);
  return {
    ...{ seed, strategy: `VOD by ${by}, ${strategy}${hasSecond ? '' : ', one decoder'}`, hasSecond },
    ...{ breaks, beacons, internal, endMs, policies, kept, silent, watched: viewer.watched, idle: viewer.watched.idle },
    frames: stage.player.frames.map(({ atMs, what, programMs }) => ({
      ...{ atMs: atMs - START_MS, programMs },
      what: nameOf(what) ?? what,
    })),
    reports: stage.reports,
    opened: [...opened],
    playerFaults: stage.player.faults,
    pendingAfterEnd: stage.clock.pending(),
  };
}

/** What a player was told to load and still has. */
function keptOf(commands: readonly { readonly type: string; readonly adInstanceId?: string }[]): readonly string[] {
  const kept = new Set<string>();
  for (const { type, adInstanceId = '' } of commands) {
    if (type === 'prepare-ad') kept.add(adInstanceId);
    else if (type === 'drop-ad') kept.delete(adInstanceId);
    else if (type === 'show-content' || type === 'reload-content') kept.clear();
  }
  return [...kept];
}
