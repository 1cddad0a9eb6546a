import type { Control } from './control.js';
import { isWithin, type ServeFault } from './faults.js';
import { listBreaks } from './list-breaks.js';
import type { ChannelPlan } from './options.js';
import { liveEdgeMs } from './write-live-playlist.js';

/** What goes wrong with one request: every matching fault adds up, the last status wins. */
export interface Misfortune {
  readonly status: number | null;
  readonly delayMs: number;
  readonly stall: boolean;
}

const LIVE_PLAYLIST = /^\/live\/\w+\.m3u8$/;

/** Adds up the faults of a request. `hits` counts, per fault, the requests that it has met, and is counted on here. */
export function pickFaults(
  plan: ChannelPlan,
  controls: readonly Control[],
  hits: Map<ServeFault, number>,
  path: string,
  nowMs: number,
): Misfortune {
  const startedAtMs = plan.epochMs + plan.segmentMs * plan.windowSegments;
  const added = controls.flatMap((control) => (control.type === 'fault' ? [control.fault] : []));
  const met = [...plan.faults, ...added].filter(
    (fault) => new RegExp(fault.path).test(path) && isWithin(fault, nowMs - startedAtMs) && isLeft(fault, hits),
  );
  for (const fault of met) hits.set(fault, (hits.get(fault) ?? 0) + 1);
  const all = LIVE_PLAYLIST.test(path) ? [...met, ...playlistFaults(plan, controls, nowMs)] : met;
  return {
    status: all.reduce<number | null>((status, fault) => fault.status ?? status, null),
    delayMs: all.reduce((sum, fault) => sum + (fault.delayMs ?? 0), 0),
    stall: all.some((fault) => fault.stall === true),
  };
}

function isLeft(fault: ServeFault, hits: Map<ServeFault, number>): boolean {
  return fault.count === undefined || (hits.get(fault) ?? 0) < fault.count;
}

/** Faults that breaks bring on the playlists while they are announced or on. */
function playlistFaults(plan: ChannelPlan, controls: readonly Control[], nowMs: number): Omit<ServeFault, 'path'>[] {
  const edgeMs = liveEdgeMs(plan, nowMs);
  const faults: Omit<ServeFault, 'path'>[] = [];
  for (const brk of listBreaks(plan, controls, 0, edgeMs + plan.announceLeadMs + plan.segmentMs)) {
    const { slowPlaylistMs, failPlaylist } = brk.faults;
    const isOn = edgeMs >= brk.announcedAtMs && edgeMs <= brk.endsAtMs;
    if (slowPlaylistMs !== undefined && isOn) faults.push({ delayMs: slowPlaylistMs });
    if (failPlaylist && isWithin(failPlaylist, edgeMs - brk.startsAtMs)) faults.push({ status: failPlaylist.status });
  }
  return faults;
}
