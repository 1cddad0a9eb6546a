import type { Consent, Identity } from '@cutaway/model';
import { askWhenDue } from '../decision/ask.js';
import { addCause, amend, draw, type Turn } from '../turn.js';
import { discloses } from './privacy.js';

/**
 * Consent is here, is taken back, or whoever was to tell it failed. It counts from the next request on, beacons that wait among them, and
 * whatever waited for it goes.
 */
export function onConsent(turn: Turn, told: Consent | null, detail: string): void {
  const { privacy } = turn.state;
  const { identity: before } = discloses(privacy);
  if (told) amend(turn, { privacy: { ...privacy, consent: { is: 'known', told } } });
  else addCause(turn, null, 'CONSENT_FAILED', detail);
  if (!told && privacy.consent.is === 'awaited') amend(turn, { privacy: { ...privacy, consent: { is: 'missing' } } });
  if (before?.ifa && !discloses(turn.state.privacy).identity) turn.ads?.forgetIds(turn, before.ifa);
  for (const run of turn.state.runs) askWhenDue(turn, run);
}

/** The device's id is known, has been reset, or is withdrawn. One that is gone ends the session that knew it: the next has another name. */
export function onIdentity(turn: Turn, identity: Identity | null, detail: string): void {
  const before = turn.state.privacy.identity?.ifa ?? null;
  if (!identity) return addCause(turn, null, 'IDENTITY_FAILED', detail);
  if (before !== null && before !== identity.ifa) startAnew(turn);
  amend(turn, { privacy: { ...turn.state.privacy, identity } });
  if (before === null || !identity.lmt) return;
  turn.ads?.forgetIds(turn, before); // nothing but an answer and its beacons has an id, and those came with that code
}

function startAnew(turn: Turn): void {
  turn.ads?.sendTelemetry(turn);
  draw(turn);
  amend(turn, { sessionId: nameSession(turn), ledger: null });
}

/** A session's name: it holds nothing of the device or the viewer. */
export function nameSession({ state: { random, nowMs } }: Turn): string {
  return `s${(random >>> 0).toString(36)}${Math.floor(nowMs).toString(36)}`;
}
