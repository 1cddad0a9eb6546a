import { plainWindow, readMediaPlaylist, type MediaPlaylist } from '@cutaway/manifest';
import type { ProgramMs } from '@cutaway/model';
import { readHlsSignals } from '@cutaway/signals';
import { askWhenDue } from '../decision/ask.js';
import type { LoadedPlaylist } from '../player-port.js';
import type { Fact } from '../fact.js';
import { addCause, amend, type Turn } from '../turn.js';
import { causeOnce, hearSignals } from './hear-signals.js';
import { isHeld } from './hold.js';

/** Pictures to seek by, which some players fetch beside a stream: they say nothing of how it is cut, nor of its breaks. */
const TO_SEEK_BY = /^#EXT-X-I(MAGE|-FRAME)S-ONLY/m;

/** A refresh of a media playlist: first what it says is heard, then the text that the player shall read is made, or held. */
export function onPlaylist(turn: Turn, { loaded, asked }: Extract<Fact, { type: 'playlist' }>): void {
  const playlist = readMediaPlaylist(loaded.text);
  const { kind } = loaded;
  let text: string | null = loaded.text;
  if (kind === 'text') text = playlist?.ended ? subtitles(turn, loaded, playlist, asked) : text;
  else if (playlist && TO_SEEK_BY.test(text)) {
    // Those of VOD have the ads' places, too; live ones are found by their dates.
    if (playlist.ended) text = placed(turn, loaded, playlist);
  } else if (playlist) {
    const edge = edgeOf(playlist);
    const { renditionKinds } = turn.state;
    if (!renditionKinds.includes(kind)) amend(turn, { renditionKinds: [...renditionKinds, kind] });
    amend(turn, { live: !playlist.ended });
    if (kind !== 'audio') noteContent(turn, playlist);
    hear(turn, loaded, edge);
    for (const run of turn.state.runs) askWhenDue(turn, run);
    text =
      playlist.ended && asked !== undefined && isHeld(turn.state, kind, asked)
        ? null
        : stitch(turn, loaded, playlist, edge);
  } else addCause(turn, null, 'PLAYLIST_UNREADABLE', loaded.url);
  turn.effects.push({ type: 'serve', text });
}

/** Subtitles of VOD have the ads' places, too, or they would be read too soon behind each; live ones are found by their dates. */
function subtitles(turn: Turn, loaded: LoadedPlaylist, playlist: MediaPlaylist, asked?: number): string | null {
  return asked !== undefined && isHeld(turn.state, 'text', asked) ? null : placed(turn, loaded, playlist);
}

/** Where the picture has not been handed out, nobody knows yet where it is cut: what is beside it does not say so. */
function placed(turn: Turn, loaded: LoadedPlaylist, playlist: MediaPlaylist): string {
  return (turn.state.publishedEdge !== null && stitched(turn, loaded, playlist)?.text) || loaded.text;
}

/** What the picture's playlist says of its content: of VOD also how long it is, so that breaks can be placed before it is handed on. */
function noteContent(turn: Turn, { segments, ended }: MediaPlaylist): void {
  const { programme } = turn.state;
  const durationMs = segments.reduce((sum, segment) => sum + segment.durationMs, 0);
  amend(turn, {
    isFmp4: segments[0]?.map !== null,
    segmentMs: segments[0]?.durationMs,
    ...(ended && { programme: { ...programme, content: { startsAt: segments[0]?.startsAt ?? 0, durationMs } } }),
  });
  turn.ads?.placeBreaks(turn);
}

function hear(turn: Turn, loaded: LoadedPlaylist, edge: ProgramMs | null): void {
  const heard = loaded.heard ?? readHlsSignals(loaded.text);
  if (heard.signals.length > 0 && edge === null && heard.causes.length === 0) causeOnce(turn, 'PLAYLIST_NO_DATE', '');
  // The end of VOD is not where its viewer is.
  hearSignals(turn, heard, turn.state.live ? edge : null);
}

/** The text that the player shall read; notes how far it reaches. */
function stitch(turn: Turn, loaded: LoadedPlaylist, playlist: MediaPlaylist, edge: ProgramMs | null): string {
  const { rewritesPlaylists } = turn.state.player;
  const ready = stitched(turn, loaded, playlist);
  publish(turn, ready?.edge ?? edge ?? (playlist.ended ? 0 : null));
  return ready?.text ?? (rewritesPlaylists && !playlist.ended ? plainWindow(playlist) : loaded.text);
}

/** The text with ads; null: there is nothing to be stitched. */
function stitched(turn: Turn, loaded: LoadedPlaylist, playlist: MediaPlaylist) {
  const { player, plans } = turn.state;
  return player.rewritesPlaylists && plans.length > 0 ? turn.ads?.stitchPlaylist(turn, loaded, playlist) : null;
}

function publish(turn: Turn, edge: ProgramMs | null): void {
  if (edge !== null) amend(turn, { publishedEdge: Math.max(edge, turn.state.publishedEdge ?? edge) });
}

function edgeOf({ segments }: MediaPlaylist): ProgramMs | null {
  const last = segments[segments.length - 1];
  return last?.startsAt == null ? null : last.startsAt + last.durationMs;
}
