import type { Break } from '@cutaway/model';
import type { SessionState } from '../state.js';
import type { KnownHint } from './ahead-state.js';

/** A break without a name may begin this much beside the time that was told. */
const BESIDE_MS = 30_000;

/** The break as it was told of ahead: by a name that its signals have, else, for one that was told without names, by its time. */
export function matchHint({ ahead, breaks }: Pick<SessionState, 'ahead' | 'breaks'>, brk: Break): KnownHint | null {
  const open = (ahead?.hints ?? []).filter(({ is }) => is !== 'used');
  const names = namesOf(breaks, brk);
  const named = open.filter(({ hint }) => hint.names.some((name) => names.indexOf(name) !== -1))[0];
  if (named) return named;
  const besideMs = ({ hint }: KnownHint): number => Math.abs(hint.expectedStartMs - brk.startsAt);
  const near = open.filter((one) => one.hint.names.length === 0 && besideMs(one) <= BESIDE_MS);
  return near.sort((a, b) => besideMs(a) - besideMs(b))[0] ?? null;
}

/** All that carriers call it: keys of their own (DATERANGE ID), event ids, UPIDs. */
function namesOf({ records }: SessionState['breaks'], { id, upids }: Break): readonly string[] {
  const voices = records.filter(({ brk }) => brk.id === id)[0]?.voices ?? [];
  const spoken = voices.flatMap(({ key, event }) => [key, ...(event ? [String(event.eventId)] : [])]);
  return [id, id.replace(/#\d+$/, ''), ...spoken, ...upids.map(({ hex }) => hex)];
}
