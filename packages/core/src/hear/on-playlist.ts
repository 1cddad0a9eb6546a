import { adSpans, readMediaPlaylist, retirePlan, stitchWindow, type MediaPlaylist } from '@cutaway/manifest';
import type { ProgramMs, Signal } from '@cutaway/model';
import { readHlsSignals, stepBreaks } from '@cutaway/signals';
import { askWhenDue } from '../decision/ask.js';
import type { LoadedPlaylist } from '../player-port.js';
import { putRun, tell, type Turn } from '../turn.js';
import { onNotice } from './on-notice.js';

/** How many signals are remembered as told; older ones have left every window. */
const REMEMBERED = 64;

/** A refresh of a media playlist: first what it says is heard, then the text that the player shall read is made. */
export function onPlaylist(turn: Turn, loaded: LoadedPlaylist): void {
  const playlist = readMediaPlaylist(loaded.text);
  if (playlist === null) {
    const cause = { name: 'PLAYLIST_UNREADABLE' as const, adInstanceId: null, detail: loaded.url };
    tell(turn, 'cause', { atMs: turn.state.nowMs, breakId: null, cause });
    turn.effects.push({ type: 'serve', text: loaded.text });
    return;
  }
  const edge = edgeOf(playlist);
  hear(turn, loaded.text, edge);
  for (const run of turn.state.runs) askWhenDue(turn, run);
  serve(turn, loaded, playlist, edge);
}

function hear(turn: Turn, text: string, edge: ProgramMs | null): void {
  const { signals, causes } = readHlsSignals(text);
  if (signals.length > 0 && edge === null) causes.length === 0 && remember(turn, 'PLAYLIST_NO_DATE', '');
  for (const signal of signals) tellOnce(turn, signal);
  for (const { name, detail } of causes) remember(turn, name, detail);
  const { state, notices } = stepBreaks(turn.state.breaks, { type: 'signals', signals, edge });
  turn.state = { ...turn.state, breaks: state };
  for (const notice of notices) onNotice(turn, notice);
}

/** Causes are told once a text, not once a refresh. */
function remember(
  turn: Turn,
  name: 'SIGNAL_UNREADABLE' | 'SIGNAL_BAD_CRC' | 'PLAYLIST_NO_DATE' | string,
  detail: string,
): void {
  if (!isNew(turn, `${name} ${detail}`)) return;
  tell(turn, 'cause', {
    atMs: turn.state.nowMs,
    breakId: null,
    cause: { name: name as 'SIGNAL_UNREADABLE', adInstanceId: null, detail },
  });
}

function tellOnce(turn: Turn, signal: Signal): void {
  const when =
    signal.type === 'break-start'
      ? `${signal.startsAt} ${signal.plannedMs}`
      : signal.type === 'break-end'
        ? String(signal.endsAt)
        : '';
  if (isNew(turn, `${signal.type} ${signal.key} ${when}`)) tell(turn, 'signal', { atMs: turn.state.nowMs, signal });
}

function isNew(turn: Turn, key: string): boolean {
  const { signalsTold } = turn.state;
  if (signalsTold.includes(key)) return false;
  turn.state = { ...turn.state, signalsTold: [...signalsTold.slice(1 - REMEMBERED), key] };
  return true;
}

function serve(turn: Turn, loaded: LoadedPlaylist, playlist: MediaPlaylist, edge: ProgramMs | null): void {
  const { kind, bandwidth, text, url } = loaded;
  const known = turn.state.renditionKinds;
  if (!known.includes(kind)) turn.state = { ...turn.state, renditionKinds: [...known, kind] };
  if (!turn.state.player.rewritesPlaylists || playlist.ended) {
    publish(turn, edge);
    turn.effects.push({ type: 'serve', text });
    return;
  }
  const key = url.replace(/[?#].*$/, ''); // delivery directives and tokens change from one refresh to the next
  const stitched = stitchWindow(turn.state.plans, { key, kind, bandwidth }, text);
  const windowStart = playlist.segments[0]?.startsAt ?? null;
  turn.state = {
    ...turn.state,
    plans: stitched.plans.map((plan) =>
      windowStart !== null && plan.endsAt < windowStart - 60_000 ? retirePlan(plan) : plan,
    ),
  };
  publish(turn, stitched.edge ?? edge);
  for (const run of turn.state.runs) {
    const plan = turn.state.plans.find(({ breakId }) => breakId === run.brk.id);
    if (plan !== undefined && (run.phase === 'armed' || run.phase === 'playing'))
      putRun(turn, { ...run, spans: adSpans(plan) });
  }
  turn.effects.push({ type: 'serve', text: stitched.text });
}

function publish(turn: Turn, edge: ProgramMs | null): void {
  const before = turn.state.publishedEdge;
  if (edge !== null && (before === null || edge > before)) turn.state = { ...turn.state, publishedEdge: edge };
}

function edgeOf({ segments }: MediaPlaylist): ProgramMs | null {
  const last = segments[segments.length - 1];
  return last?.startsAt == null ? null : last.startsAt + last.durationMs;
}
