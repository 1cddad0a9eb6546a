import { plainWindow, readMediaPlaylist, type MediaPlaylist } from '@cutaway/manifest';
import type { ProgramMs } from '@cutaway/model';
import { readHlsSignals } from '@cutaway/signals';
import { askWhenDue } from '../decision/ask.js';
import type { LoadedPlaylist } from '../player-port.js';
import { addCause, amend, type Turn } from '../turn.js';
import { causeOnce, hearSignals } from './hear-signals.js';

/** A refresh of a media playlist: first what it says is heard, then the text that the player shall read is made. */
export function onPlaylist(turn: Turn, loaded: LoadedPlaylist): void {
  const playlist = readMediaPlaylist(loaded.text);
  let text = loaded.text;
  if (playlist) {
    const edge = edgeOf(playlist);
    amend(turn, { live: !playlist.ended });
    hear(turn, loaded, edge);
    for (const run of turn.state.runs) askWhenDue(turn, run);
    text = stitch(turn, loaded, playlist, edge);
  } else addCause(turn, null, 'PLAYLIST_UNREADABLE', loaded.url);
  turn.effects.push({ type: 'serve', text });
}

function hear(turn: Turn, loaded: LoadedPlaylist, edge: ProgramMs | null): void {
  const heard = loaded.heard ?? readHlsSignals(loaded.text);
  if (heard.signals.length > 0 && edge === null && heard.causes.length === 0) causeOnce(turn, 'PLAYLIST_NO_DATE', '');
  hearSignals(turn, heard, edge);
}

/** The text that the player shall read; notes how far it reaches. */
function stitch(turn: Turn, loaded: LoadedPlaylist, playlist: MediaPlaylist, edge: ProgramMs | null): string {
  const { renditionKinds, player, plans } = turn.state;
  const { kind, text } = loaded;
  if (!renditionKinds.includes(kind)) amend(turn, { renditionKinds: [...renditionKinds, kind] });
  const isOurs = player.rewritesPlaylists && !playlist.ended;
  const stitched = isOurs && plans.length > 0 ? turn.ads?.stitchPlaylist(turn, loaded, playlist) : null;
  publish(turn, stitched?.edge ?? edge);
  return stitched?.text ?? (isOurs ? plainWindow(playlist) : text);
}

function publish(turn: Turn, edge: ProgramMs | null): void {
  if (edge !== null) amend(turn, { publishedEdge: Math.max(edge, turn.state.publishedEdge ?? edge) });
}

function edgeOf({ segments }: MediaPlaylist): ProgramMs | null {
  const last = segments[segments.length - 1];
  return last?.startsAt == null ? null : last.startsAt + last.durationMs;
}
