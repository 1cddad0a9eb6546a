import type { AdSessionOptions, BreakReport } from '@cutaway/core';
import type { DecisionRequest } from '@cutaway/model';
import { anAd, aReply, chanceFrom, type ShownFrame } from '@cutaway/testkit';
import { setStage, type Stage } from '../set-stage.js';
import { DVR_FAULTS } from './dvr/dvr-faults.js';
import { aBreak, BREAKS, EVERY_MS, FIRST_MS, POD_MS, START_MS, type FaultedBreak } from './faulted-break.js';
import { FAULTS } from './faults.js';
import { hearSession } from './hear-session.js';

const JOURNEY_MS = FIRST_MS + BREAKS * EVERY_MS + 20_000;

/** What happened in one session of faulted breaks. */
export interface Played {
  readonly seed: number;
  readonly strategy: string;
  readonly hasSecond: boolean;
  readonly breaks: readonly FaultedBreak[];
  readonly frames: readonly ShownFrame[];
  /** When the viewer had it paused, or the clock jumped: no frame is owed. */
  readonly idle: readonly { readonly fromMs: number; readonly untilMs: number }[];
  /** Beacons that left, by URL: how many may have come, in order of their first. */
  readonly beacons: ReadonlyMap<string, number>;
  readonly reports: readonly BreakReport[];
  readonly opened: readonly string[];
  readonly internal: readonly string[];
  readonly playerFaults: readonly string[];
  readonly pendingAfterEnd: number;
  readonly endMs: number;
  /** Where the viewer went in the window of the stream, in programme time. Left out: it has none to speak of. */
  readonly seeks?: readonly { readonly atMs: number; readonly toMs: number }[];
  readonly policies?: AdSessionOptions['policies'];
}

/** Who has gone back sees the last break so much later. */
const BEHIND_MS = 60_000;
/** Segments in the window of a stream in which a viewer may go back. */
const DVR_SEGMENTS = 48;

/**
 * Plays a live session of four breaks, each with one to three faults; the same for the same seed. `hasDvr`: half of them are what a viewer
 * does who can go back in it.
 */
export async function playFaults(seed: number, hasDvr = false): Promise<Played> {
  const chance = chanceFrom(seed * 2_654_435 + (hasDvr ? 33 : 0));
  for (let n = 0; n < 8; n++) chance(); // neighbouring seeds begin alike
  const breaks = Array.from({ length: BREAKS }, (_, n) => aBreak(n));
  for (const brk of breaks)
    for (let left = 1 + Math.floor(chance() * 3); left > 0; left--) {
      const faults = hasDvr && chance() < 0.5 ? DVR_FAULTS : FAULTS;
      const fault = faults[Math.floor(chance() * faults.length)];
      if (!fault || brk.faults.includes(fault.name)) continue;
      brk.faults.push(fault.name);
      fault.put(brk, chance);
    }
  const strategy = (['auto', 'stitch', 'secondElement', 'reattach'] as const)[Math.floor(chance() * 4)] ?? 'auto';
  const hasSecond = strategy === 'secondElement' || (strategy !== 'reattach' && chance() < 0.5);
  const oneOf = <const Value>(values: readonly [Value, ...Value[]]): Value =>
    values[Math.floor(chance() * values.length)] ?? values[0];
  const policies: Played['policies'] =
    hasDvr && chance() < 0.5
      ? { seekOver: oneOf(['last', 'none', 'all', 'first']), rewatch: oneOf(['replay', 'skip']) }
      : {};
  const seeks: { readonly atMs: number; readonly toMs: number }[] = [];
  /** When he began to rest and when he went on, in turn: he has it paused, or does not look. */
  const rests: number[] = [];
  const resting = new Set<'paused' | 'hidden'>();
  const rest = (how: 'paused' | 'hidden', isOn: boolean): void => {
    const before = resting.size;
    if (isOn) resting.add(how);
    else resting.delete(how);
    if (before > 0 !== resting.size > 0) rests.push(nowMs());
  };
  const beacons = new Map<string, number>();
  const nowMs = (): number => stage.clock.port.nowMs() - START_MS;
  const throwFor = (what: string): void => {
    const isDue = breaks.some(({ throws }) =>
      throws.some((one) => one.what.test(what) && nowMs() >= one.fromMs && nowMs() < one.untilMs),
    );
    if (isDue) throw new Error(`injected into ${what}`);
  };
  const first = <Value>(values: readonly (Value | null)[]): Value | null =>
    values.find((value) => value !== null) ?? null;

  let silentUntilMs = -Infinity;
  const stage = setStage({
    startMs: START_MS,
    seed,
    ads: breaks.flatMap(({ names }) => names.map((name) => anAd(name))),
    channel: {
      schedule: { atMs: breaks.map(({ n }) => FIRST_MS + n * EVERY_MS) },
      podMs: POD_MS,
      ...(hasDvr && { windowSegments: DVR_SEGMENTS }),
      breakFaults: Object.fromEntries(breaks.map(({ n, channel }) => [`break-${n}`, channel])),
    },
    onPortCall(what) {
      if (/^player (reload-content|seek-program)$/.test(what)) silentUntilMs = nowMs() + slowAt(breaks, nowMs());
      throwFor(what);
    },
    hear: (tell, clock) => (fact) => {
      if (fact.type !== 'content-frame' || clock.nowMs() - START_MS >= silentUntilMs) tell(fact);
    },
    decide({ body = '' }) {
      const { startsAt } = JSON.parse(body) as DecisionRequest;
      const n = Math.round((startsAt - START_MS - FIRST_MS) / EVERY_MS);
      const brk = breaks[Math.min(BREAKS - 1, Math.max(0, n))];
      return {
        delayMs: 50,
        text: JSON.stringify(aReply((brk?.names ?? []).map((name) => anAd(name)))),
        ...brk?.decide,
      };
    },
    serve(url) {
      const answer = first(breaks.flatMap(({ serve }) => serve.map((one) => one(url))));
      const mayHaveCome = answer?.failure !== 'offline';
      if (url.startsWith('https://beacons.example/')) beacons.set(url, (beacons.get(url) ?? 0) + (mayHaveCome ? 1 : 0));
      return answer;
    },
    player: {
      secondElement: hasSecond,
      ads: (url) => first(breaks.flatMap(({ element }) => element.map((one) => one(url)))) ?? { durationMs: 5760 },
      isBroken: (uri) => breaks.some(({ isBroken }) => isBroken.some((one) => one(uri))),
    },
    session: {
      ...{ strategy, policies, traceChars: 65_536 },
      onBeacon: () => throwFor('onBeacon'),
      beaconPolicy: () => (throwFor('policy'), 'send'),
    },
  });
  const { opened, internal } = hearSession(stage.session, throwFor);
  const watched: Stage = {
    ...stage,
    player: {
      ...stage.player,
      seek(toMs) {
        seeks.push({ atMs: nowMs(), toMs });
        stage.player.seek(toMs);
      },
      pause() {
        rest('paused', true);
        stage.player.pause();
      },
      play() {
        rest('paused', false);
        stage.player.play();
      },
      say(fact) {
        if (fact.type === 'page') rest('hidden', fact.hidden);
        stage.player.say(fact);
      },
    },
  };

  const acts = breaks.flatMap((brk) => brk.acts).sort((one, other) => one.atMs - other.atMs);
  for (const { atMs, act } of acts) {
    await stage.clock.advance(Math.max(0, atMs - nowMs()));
    act(watched);
  }
  await stage.clock.advance(JOURNEY_MS + (hasDvr ? BEHIND_MS : 0) - nowMs());
  const endMs = nowMs();
  stage.end();
  await stage.clock.advance(15_000);
  return {
    ...{
      seed,
      strategy: `${hasDvr ? 'DVR, ' : ''}${strategy}${hasSecond ? '' : ', one decoder'}`,
      hasSecond,
      breaks,
      beacons,
      internal,
      endMs,
    },
    ...(hasDvr && { seeks, policies }),
    frames: stage.player.frames.map((frame) => ({ ...frame, atMs: frame.atMs - START_MS })),
    idle: hasDvr ? spansOf(rests, endMs) : pauses(breaks),
    reports: stage.reports,
    opened: [...opened],
    playerFaults: stage.player.faults,
    pendingAfterEnd: stage.clock.pending(),
  };
}

/** How long the player takes for what it is told to do at a time. */
export function slowAt(breaks: readonly FaultedBreak[], atMs: number): number {
  const isOn = (brk: FaultedBreak): boolean => atMs > brk.atMs - 5000 && atMs < brk.atMs + 2 * POD_MS;
  return Math.max(0, ...breaks.filter(isOn).map(({ slowMs }) => slowMs));
}

function spansOf(rests: readonly number[], endMs: number): Played['idle'] {
  return rests.flatMap((fromMs, n) => (n % 2 === 0 ? [{ fromMs, untilMs: rests[n + 1] ?? endMs }] : []));
}

/** A pause and the play behind it come in pairs, and so do a page that is hidden and shown. */
function pauses(breaks: readonly FaultedBreak[]): Played['idle'] {
  return breaks.flatMap(({ faults, acts }) =>
    faults.some((fault) => /paused|page/.test(fault))
      ? [{ fromMs: Math.min(...acts.map(({ atMs }) => atMs)), untilMs: Math.max(...acts.map(({ atMs }) => atMs)) }]
      : [],
  );
}
