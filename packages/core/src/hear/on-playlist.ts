import { adSpans, readMediaPlaylist, retirePlans, stitchWindow, type MediaPlaylist } from '@cutaway/manifest';
import type { ProgramMs } from '@cutaway/model';
import { readHlsSignals } from '@cutaway/signals';
import { askWhenDue } from '../decision/ask.js';
import { planOf, setSpans } from '../playback/stitch-break.js';
import type { LoadedPlaylist } from '../player-port.js';
import { addCause, amend, type Turn } from '../turn.js';
import { causeOnce, hearSignals } from './hear-signals.js';

/** A plan whose content left the window this long ago only counts numbers. */
const RETIRE_MS = 60_000;

/** A refresh of a media playlist: first what it says is heard, then the text that the player shall read is made. */
export function onPlaylist(turn: Turn, loaded: LoadedPlaylist): void {
  const playlist = readMediaPlaylist(loaded.text);
  let text = loaded.text;
  if (playlist) {
    const edge = edgeOf(playlist);
    hear(turn, text, edge);
    for (const run of turn.state.runs) askWhenDue(turn, run);
    text = stitch(turn, loaded, playlist, edge);
  } else addCause(turn, null, 'PLAYLIST_UNREADABLE', loaded.url);
  turn.effects.push({ type: 'serve', text });
}

function hear(turn: Turn, text: string, edge: ProgramMs | null): void {
  const heard = readHlsSignals(text);
  if (heard.signals.length > 0 && edge === null && heard.causes.length === 0) causeOnce(turn, 'PLAYLIST_NO_DATE', '');
  hearSignals(turn, heard, edge);
}

/** The text that the player shall read; notes how far it reaches and where the ads lie. */
function stitch(turn: Turn, loaded: LoadedPlaylist, playlist: MediaPlaylist, edge: ProgramMs | null): string {
  const { ended, segments } = playlist;
  const { kind, bandwidth, text, url } = loaded;
  const { renditionKinds, player } = turn.state;
  if (!renditionKinds.includes(kind)) amend(turn, { renditionKinds: [...renditionKinds, kind] });
  if (!player.rewritesPlaylists || ended) {
    publish(turn, edge);
    return text;
  }
  const key = url.replace(/[?#].*$/, ''); // delivery directives and tokens change from one refresh to the next
  const stitched = stitchWindow(turn.state.plans, { key, kind, bandwidth }, playlist);
  const retireBefore = (segments[0]?.startsAt ?? -Infinity) - RETIRE_MS;
  amend(turn, { plans: retirePlans(stitched.plans, retireBefore) });
  publish(turn, stitched.edge ?? edge);
  for (const run of turn.state.runs) {
    const plan = planOf(turn, run);
    if (plan) setSpans(turn, run, adSpans(plan));
  }
  return stitched.text;
}

function publish(turn: Turn, edge: ProgramMs | null): void {
  if (edge !== null) amend(turn, { publishedEdge: Math.max(edge, turn.state.publishedEdge ?? edge) });
}

function edgeOf({ segments }: MediaPlaylist): ProgramMs | null {
  const last = segments[segments.length - 1];
  return last?.startsAt == null ? null : last.startsAt + last.durationMs;
}
