import type { Break, Signal } from '@cutaway/model';
import { signalsFromVmapOffsets, type VmapContent, type VmapOffset } from '@cutaway/signals/vmap';
import { announce } from '../decision/ask.js';
import { causeOnce } from '../hear/hear-signals.js';
import { holdsContent } from '../run/break-run.js';
import type { SessionState } from '../state.js';
import { amend, type Turn } from '../turn.js';
import type { Programme } from './programme.js';

/** No time and no share of content before it. */
const AT_ZERO = /^(?:0+:00:00(?:\.0+)?|0+(?:\.0+)?%)$/;
/** Enough of content to place what lies at 0. */
const START: VmapContent = { startsAt: 0, durationMs: 1, positions: [] };

/**
 * Announces the breaks that the application or a VMAP places, each once, as soon as it is known where content begins and how long it
 * is. What lies at 0 comes before the first frame where content is held back for another break already. The pre-roll is announced at
 * the start of the session, and not here.
 */
export function placeBreaks(turn: Turn): void {
  const { runs, live } = turn.state;
  const isHeld = runs.some(holdsContent);
  const pending = pendingIn(turn.state);
  const content = live === true ? START : contentOf(turn.state);
  const isReady = (one: VmapOffset): boolean => content !== null || (isHeld && isZero(one));
  const ready = pending.filter(isReady);
  if (ready.length === 0) return;
  const atZero = isHeld ? ready.filter(isZero) : [];
  const others = content === null ? [] : ready.filter((one) => atZero.indexOf(one) < 0 || one.repeatAfter);
  // What is repeated waits for its other places.
  note(turn, { placed: (content === null ? atZero.filter((one) => !one.repeatAfter) : ready).map(offsetOf) });
  open(turn, signalsFromVmapOffsets(atZero.map(once), START), 'pre');
  if (content === null) return;
  if (live !== true) return open(turn, signalsFromVmapOffsets(others, content));
  for (const { timeOffset } of others)
    causeOnce(turn, 'SIGNAL_UNPLACED', `Cannot place break at "${timeOffset}": content is live, expected "start"`);
}

function open(turn: Turn, { signals, causes }: ReturnType<typeof signalsFromVmapOffsets>, position?: 'pre'): void {
  for (const { name, detail } of causes) causeOnce(turn, name, detail);
  const carrier = turn.state.programme?.vmap ? 'vmap' : 'app';
  for (const one of signals) {
    if (one.type !== 'break-start') continue;
    // AdBreaks at one place are one break, which plays them in order.
    const place = `${one.kind} ${/.*@(.*?)(?:\/\d+)?$/.exec(one.key)?.[1] ?? ''}`;
    const { opened = [] } = turn.state.programme ?? {};
    if (opened.indexOf(place) >= 0) continue;
    note(turn, { opened: [...opened, place] });
    announce(turn, breakOf(one, carrier, position ?? one.position));
  }
}

function breakOf(
  { key, kind, startsAt }: Extract<Signal, { type: 'break-start' }>,
  carrier: Break['carrier'],
  position: Break['position'],
): Break {
  const told = { plannedMs: null, autoReturn: false, upids: [], segmentationTypeId: null };
  return { id: key, kind, carrier, startsAt, ...told, ...(position && { position }) };
}

function pendingIn({ programme = {}, config }: SessionState): readonly VmapOffset[] {
  const { vmap, placed = [] } = programme;
  const wanted = vmap?.breaks ?? config.breaks.map((timeOffset): VmapOffset => ({ timeOffset, breakId: 'app' }));
  return wanted.filter((one) => one.timeOffset.trim() !== 'start' && placed.indexOf(one.timeOffset) < 0);
}

function note(turn: Turn, { placed = [], ...more }: Programme): void {
  const { programme } = turn.state;
  amend(turn, { programme: { ...programme, placed: [...(programme?.placed ?? []), ...placed], ...more } });
}

const offsetOf = ({ timeOffset }: VmapOffset): string => timeOffset;
const once = (one: VmapOffset): VmapOffset => ({ ...one, repeatAfter: null });

function isZero({ timeOffset }: VmapOffset): boolean {
  return AT_ZERO.test(timeOffset.trim());
}

/** Content begins where its media time is 0; before its first frame, as its playlist says. */
function contentOf({ player: { programMs, mediaMs }, durationMs, programme }: SessionState): VmapContent | null {
  if (programMs === null || mediaMs === null || durationMs === null)
    return programme?.content ? { ...programme.content, positions: [] } : null;
  return { startsAt: Math.round(programMs - mediaMs), durationMs, positions: [] };
}
