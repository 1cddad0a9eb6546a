import { adMs, type PlannedAd, SEGMENT_MS } from './ad-media.js';
import { EVERY_MS, POD_MS, type FaultedBreak } from './faulted-break.js';
import type { PlayedPage } from './play-page.js';
import type { Run } from './watch-runs.js';

/** As in the simulator: the watchdog is patient for 4 s; then the stream is loaded anew, or the next ad comes. */
export const BOUND_MS = 6000;
/** The collector's clock and the frames' are read apart. */
const CLOCK_MS = 60;
/** Frames that a busy machine drops at the begin and the end of an ad. */
const SLACK_MS = 450;
const SHARES = { impression: 0, start: 0, firstQuartile: 0.25, midpoint: 0.5, thirdQuartile: 0.75 } as const;

export interface Wrong {
  readonly brk: FaultedBreak | null;
  readonly wrong: string;
}

/** What is wrong with what was played, in words; nothing where every promise was kept. */
export function judgePage(played: PlayedPage): readonly Wrong[] {
  const { breaks, runs, beacons, reports, opened, internal, errors, left, endMs } = played;
  const wrongs: Wrong[] = [];
  const note = (brk: FaultedBreak | null, wrong: string): void => void wrongs.push({ brk, wrong });
  const at = (atMs: number): FaultedBreak | null =>
    [...breaks].reverse().find((brk) => brk.atMs - 8000 <= atMs) ?? breaks[0] ?? null;

  for (const { fromMs, ms } of owed(played))
    if (ms > BOUND_MS) note(at(fromMs), `nothing moves for ${Math.round(ms)} ms`);
  for (const { fromMs, ms, allowedMs } of withoutContent(played))
    if (ms > allowedMs) note(at(fromMs), `no content for ${Math.round(ms)} ms, ${Math.round(allowedMs)} at most`);
  const last = runs[runs.length - 1];
  if (last?.what !== 'content' || endMs - last.untilMs > BOUND_MS)
    note(
      breaks[breaks.length - 1] ?? null,
      `ends in ${last?.what ?? 'nothing'}, ${Math.round(endMs - (last?.untilMs ?? 0))} ms ago`,
    );
  for (const brk of breaks) for (const ad of brk.ads) judgeAd(brk, ad);
  for (const id of new Set(opened)) {
    const told = reports.filter((report) => report.id === id).length;
    if (told !== 1) note(null, `${told} reports of break ${id}`);
  }
  for (const detail of internal) note(null, `INTERNAL: ${detail}`);
  for (const error of errors) note(null, error);
  for (const [what, count] of Object.entries(left))
    if (count > (what === 'timeouts' ? shakasOwn(played) : 0)) note(null, `${count} ${what} are alive after the end`);
  return wrongs;

  function judgeAd(brk: FaultedBreak, ad: PlannedAd): void {
    const shown = runs.filter((run) => run.brk === brk && run.what === ad.colour);
    const shownMs = shown.reduce((ms, { fromMs, untilMs }) => ms + untilMs - fromMs + 40, 0);
    const heard = (event: string): readonly number[] => beacons.get(`/beacon/${ad.name}/${event}`) ?? [];
    const isCounted = !brk.isDeaf && !isMuzzled(played, brk);
    for (const [path, times] of beacons)
      if (path.startsWith(`/beacon/${ad.name}/`) && times.length > 1 && (!brk.isDeaf || path.endsWith('/impression')))
        note(brk, `${path} came ${times.length} times`);
    const [impressionMs] = heard('impression');
    if (impressionMs !== undefined && !shown[0]) note(brk, `impression of ${ad.name}, which was not shown`);
    else if (impressionMs !== undefined && impressionMs < (shown[0]?.fromMs ?? 0) - CLOCK_MS)
      note(
        brk,
        `impression of ${ad.name} ${Math.round((shown[0]?.fromMs ?? 0) - impressionMs)} ms before its first frame`,
      );
    // A page that stands still sees no frames, and they go by.
    if (heard('complete').length > 0 && shownMs + idleIn(brk) < 0.8 * adMs(ad) - SLACK_MS)
      note(brk, `complete of ${ad.name}, shown ${Math.round(shownMs)} ms`);
    if (!isCounted) return;
    // While it stood still (the page was hidden, so it was paused) nothing of it was shown.
    const seenMs = shownMs - shown.reduce((ms, run) => ms + stillIn(played, run), 0);
    // Of an ad that failed its first segment may have been all there was: what stands in for the others is shown, and counts for nothing.
    const countedMs = heard('error').length > 0 ? Math.min(seenMs, SEGMENT_MS) : seenMs;
    for (const [event, share] of Object.entries(SHARES))
      if (countedMs > share * adMs(ad) + SLACK_MS + idleIn(brk) && heard(event).length !== 1)
        note(brk, `${event} of ${ad.name} came ${heard(event).length} times, shown ${Math.round(shownMs)} ms`);
  }
}

/**
 * Shaka 5 tells of regions, once a manifest was kept without its element, to a timeline that it has let go of, which starts one timer for
 * good. Nothing leads to it from outside.
 */
const shakasOwn = ({ player, strategy }: PlayedPage): number => (player === 'shaka' && strategy === 'reattach' ? 1 : 0);

/** The network or the timers throw while this break may be on the screen: what left then is not sent again. */
function isMuzzled({ breaks }: PlayedPage, { atMs }: FaultedBreak): boolean {
  return breaks.some(({ throws }) =>
    throws.some(
      ({ what, fromMs, untilMs }) => /http|clock/.test(what) && untilMs > atMs - 8000 && fromMs < atMs + EVERY_MS,
    ),
  );
}

/** How long one and the same frame was on the screen in a run. */
const stillIn = ({ holes }: PlayedPage, { fromMs, untilMs }: Run): number =>
  holes.reduce((sum, hole) => sum + (hole.fromMs >= fromMs && hole.fromMs + hole.ms <= untilMs ? hole.ms : 0), 0);

const idleIn = ({ idle }: FaultedBreak): number => idle.reduce((ms, { fromMs, untilMs }) => ms + untilMs - fromMs, 0);

/** How much of a time no frame was owed: spans that lie over each other count once. */
function idleBetween({ breaks }: PlayedPage, fromMs: number, untilMs: number): number {
  const spans = breaks.flatMap(({ idle }) => idle).sort((one, other) => one.fromMs - other.fromMs);
  let [ms, countedUntil] = [0, fromMs];
  for (const span of spans) {
    const begin = Math.max(span.fromMs, countedUntil);
    const end = Math.min(span.untilMs, untilMs);
    if (end <= begin) continue;
    ms += end - begin;
    countedUntil = end;
  }
  return ms;
}

/** Where no frame followed the one before, without the time in which none was owed. The player's own start is its own. */
export function owed(played: PlayedPage): readonly { readonly fromMs: number; readonly ms: number }[] {
  const { holes, runs, endMs } = played;
  const lastMs = runs[runs.length - 1]?.untilMs ?? 0;
  return [...holes, { fromMs: lastMs, ms: Math.max(0, endMs - lastMs) }].map(({ fromMs, ms }) => ({
    ...{ fromMs, ms: ms - idleBetween(played, fromMs, fromMs + ms) },
  }));
}

/** Times between two runs of content, and how long each may be. */
function withoutContent(played: PlayedPage) {
  const content = played.runs.filter(({ what }) => what === 'content');
  return content.slice(1).map((run, n) => {
    const fromMs = content[n]?.untilMs ?? 0;
    const extendedMs = Math.max(0, ...played.breaks.map(({ channel }) => channel.extendByMs ?? 0));
    const allowedMs = POD_MS + extendedMs + BOUND_MS + idleBetween(played, fromMs, run.fromMs);
    return { fromMs, ms: run.fromMs - fromMs, allowedMs };
  });
}
