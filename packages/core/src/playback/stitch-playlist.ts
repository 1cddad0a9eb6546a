import { adSpans, isInsert, retirePlans, stitchWindow, type MediaPlaylist } from '@cutaway/manifest';
import type { LoadedPlaylist } from '../player-port.js';
import { amend, type StitchedText, type Turn } from '../turn.js';
import { noteViewer } from '../policy/note-viewer.js';
import { planOf, setSpans } from './stitch-break.js';
import { stitchVodPlaylist } from './stitch-vod-playlist.js';

/** A plan whose content left the window this long ago only counts numbers. */
const RETIRE_MS = 60_000;

/** The text of a live window, or of VOD, with the planned ads in it, and how far it reaches; notes what it teaches about where they lie. */
export function stitchPlaylist(
  turn: Turn,
  { kind, bandwidth, codecs = null, url }: LoadedPlaylist,
  playlist: MediaPlaylist,
): StitchedText {
  // Delivery directives and tokens in a query change from one refresh to the next; but it may be all that tells sound from picture.
  const key = `${kind} ${bandwidth ?? ''} ${url.replace(/[?#].*$/, '')}`;
  const rendition = { key, kind, bandwidth, codecs };
  if (turn.state.plans.some(isInsert)) return stitchVodPlaylist(turn, rendition, playlist);
  if (kind === 'text') return { text: playlist.text, edge: null };
  const { text, plans, edge } = stitchWindow(turn.state.plans, rendition, playlist);
  noteWindow(turn, playlist);
  const retireBefore = (playlist.segments[0]?.startsAt ?? -Infinity) - RETIRE_MS;
  amend(turn, { plans: retirePlans(plans, retireBefore) });
  for (const run of turn.state.runs) {
    const plan = planOf(turn, run);
    if (plan) setSpans(turn, run, adSpans(plan));
  }
  return { text, edge };
}

function noteWindow(turn: Turn, { segments }: MediaPlaylist): void {
  const windowStartsAt = segments[0]?.startsAt ?? -Infinity;
  noteViewer(turn, { windowStartsAt, segmentMs: Math.max(0, ...segments.map(({ durationMs }) => durationMs)) });
}
