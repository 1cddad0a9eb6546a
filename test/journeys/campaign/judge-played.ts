import { POD_MS, START_MS, type FaultedBreak } from './faulted-break.js';
import { judgeSeeks } from './dvr/judge-seeks.js';
import type { Played } from './play-faults.js';

/** Once the watchdog has had patience, the stream is loaded anew, or the next ad comes. */
export const BOUND_MS = 6000;
const FRAME_MS = 40;
/** It has 6 s more with one decoder. */
export const BOUND_OF_ONE_DECODER_MS = BOUND_MS + 6000;

/** What is wrong with what was played, in words; nothing where every promise was kept. */
export function judgePlayed(played: Played): readonly { readonly brk: FaultedBreak | null; readonly wrong: string }[] {
  const { breaks, frames, beacons, reports, opened, internal, playerFaults, pendingAfterEnd, endMs } = played;
  const slowMs = Math.max(0, ...breaks.map(({ slowMs }) => slowMs));
  const boundMs = (played.hasSecond ? BOUND_MS : BOUND_OF_ONE_DECODER_MS) + slowMs;
  const wrongs: { brk: FaultedBreak | null; wrong: string }[] = [];
  const at = (atMs: number): FaultedBreak | null =>
    [...breaks].reverse().find((brk) => brk.atMs - 15_000 <= atMs) ?? null;
  const note = (brk: FaultedBreak | null, wrong: string): void => void wrongs.push({ brk, wrong });

  for (const { fromMs, ms } of holes(played)) if (ms > boundMs) note(at(fromMs), `nothing moves for ${ms} ms`);
  const last = frames[frames.length - 1];
  if (last?.what !== 'content' || endMs - last.atMs > boundMs)
    note(breaks[breaks.length - 1] ?? null, 'does not end in content');
  for (const { atMs, wrong } of played.seeks ? judgeSeeks(played) : []) note(at(atMs), wrong);
  for (const brk of breaks) {
    for (const name of brk.names) judgeAd(name, brk);
    // Who goes back sees them when he likes.
    const over =
      played.seeks === undefined &&
      frames.find(
        ({ what, atMs }) =>
          atMs > brk.atMs + 2 * POD_MS + boundMs &&
          brk.names.some((name) => isOf(what, name)) &&
          atMs > brk.atMs + 2 * POD_MS + boundMs + stoodStillMs(played, atMs),
      );
    if (over) note(brk, 'its ads are on the screen long after it');
  }
  for (const id of opened) {
    const count = reports.filter((report) => report.brk.id === id).length;
    if (count !== 1) note(null, `${count} reports of break ${id}`);
  }
  for (const detail of internal) note(null, `INTERNAL: ${detail}`);
  // One that refuses to load anew reads on meanwhile, in a text without the break.
  const obeys = !breaks.some(({ throws }) => throws.some(({ what }) => what.test('player reload-content')));
  for (const fault of obeys ? playerFaults : []) note(null, `the player stumbles: ${fault}`);
  if (pendingAfterEnd > 0) note(null, `${pendingAfterEnd} timers are alive after the end`);
  return wrongs;

  function isTold(name: string, ...events: readonly string[]): boolean {
    return (
      played.seeks !== undefined && events.some((event) => beacons.has(`https://beacons.example/${name}/${event}`))
    );
  }

  /** It was told of before, with content of a later place on the screen. */
  function isPassed({ startsAt }: FaultedBreak, byMs: number): boolean {
    const own = reports.find(({ brk }) => Math.abs(brk.startsAt - startsAt) < 6000);
    const overAtMs = own ? own.atMs - START_MS : Infinity;
    const there = [...frames].reverse().find(({ atMs }) => atMs <= overAtMs);
    return overAtMs <= byMs && (there?.programMs ?? 0) > startsAt;
  }

  function judgeAd(name: string, brk: FaultedBreak): void {
    const shown = frames.filter(({ what }) => isOf(what, name));
    const shownMs = shown.length * FRAME_MS;
    const counted = (event: string): number => beacons.get(`https://beacons.example/${name}/${event}`) ?? 0;
    const impressions = counted('impression');
    if (impressions > 1) note(brk, `impression of ${name} sent ${impressions} times`);
    if (shownMs === 0 && impressions > 0) note(brk, `impression of ${name}, which was not shown`);
    // A break that he passed is over, with what he did not see of it, and of its ads it is told that they were not used.
    const isOver = isTold(name, 'notUsed', 'error?code=206') && isPassed(brk, shown[0]?.atMs ?? 0);
    const mayBeUntold = brk.isDeaf || isMuzzled(played, brk) || isUnseen(brk) || isOver;
    if (seenMs(played, shown) > 200 && impressions === 0 && !mayBeUntold)
      note(brk, `no impression of ${name}, shown ${shownMs} ms`);
    if (counted('complete') > 0 && shownMs < 5000 && !mayLeave(played, brk, counted('start')))
      note(brk, `complete of ${name}, shown ${shownMs} ms`);
    if (brk.isDeaf) return;
    for (const [url, times] of beacons)
      if (
        url.includes(`/${name}/`) &&
        times > mostTimes(url, brk, played.seeks && played.seeks.length + played.idle.length)
      )
        note(brk, `${url} sent ${times} times`);
  }
}

/** Who may seek in an ad completes it without having seen it all, and so does who seeks into one, which then is not told to start (R72). */
function mayLeave({ policies, seeks = [] }: Played, { startsAt }: FaultedBreak, starts: number): boolean {
  if (seeks.length > 0 && starts === 0) return true;
  return policies?.seekOver === 'none' || seeks.some(({ toMs }) => toMs > startsAt && toMs < startsAt + POD_MS);
}

/** A viewer who pauses twice is told of twice (of VAST’s events `pause` and `resume` may repeat). `most`: what he did of the kind in all. */
function mostTimes(url: string, { faults }: FaultedBreak, most?: number): number {
  const pauses = most ?? faults.filter((fault) => fault.includes('pause')).length;
  return /\/(pause|resume)$/.test(url) ? Math.max(1, pauses) : 1;
}

export const isOf = (what: string, name: string): boolean => what === name || what.includes(`/${name}/`);

/** The network throws while this break may be on the screen: an impression that left then is not sent again. */
function isMuzzled({ breaks }: Played, { atMs }: FaultedBreak): boolean {
  return breaks.some(({ throws }) =>
    throws.some(
      ({ what, fromMs, untilMs }) =>
        (what.test('http beacon') || what.test('clock')) && untilMs > atMs - 5000 && fromMs < atMs + 3 * POD_MS,
    ),
  );
}

/** While the viewer of a window has the page hidden, nobody sees what its player plays on. */
function seenMs({ seeks, idle }: Played, shown: Played['frames']): number {
  const isIdle = (nowMs: number): boolean => idle.some(({ fromMs, untilMs }) => nowMs >= fromMs && nowMs < untilMs);
  return shown.filter(({ atMs }) => seeks === undefined || !isIdle(atMs)).length * FRAME_MS;
}

/** A player that does not pause plays an ad that nobody sees, and nobody is to hear of. */
const isUnseen = ({ faults }: FaultedBreak): boolean => faults.some((fault) => fault.includes('page'));

/** How long the viewer had let it stand still by then, in all of the session: what comes later comes so much later. */
function stoodStillMs({ frames, idle }: Played, nowMs: number): number {
  return idle.reduce((sum, { fromMs, untilMs }) => {
    const toMs = Math.min(nowMs, untilMs);
    const shown = frames.filter(({ atMs }) => atMs >= fromMs && atMs < toMs).length;
    return sum + Math.max(0, toMs - fromMs - shown * FRAME_MS);
  }, 0);
}

/** Where no frame followed the one before in time, without the viewer's pauses. */
export function holes({ frames, idle, endMs }: Played): readonly { readonly fromMs: number; readonly ms: number }[] {
  const times = [...frames.map(({ atMs }) => atMs), endMs];
  return times.flatMap((atMs, n) => {
    const fromMs = times[n - 1] ?? 0;
    const paused = idle.reduce(
      (ms, span) => ms + Math.max(0, Math.min(atMs, span.untilMs) - Math.max(fromMs, span.fromMs)),
      0,
    );
    const ms = atMs - fromMs - paused;
    return ms > 200 ? [{ fromMs, ms }] : [];
  });
}
