import { readBeaconWhat } from '../beacons/pod-beacon-url.js';
import type { PodBeacon } from '../beacons/judge-beacon.js';

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

// `/b/{token}/{ad}{event}?{query}`: of base64url is a token made, of any length that a route takes.
const PLAIN = /^\/b\/([\w-]{1,4096})\/((?:_|\d{1,3})[a-z][a-z0-9])(?:\?([^#]*))?$/;

/**
 * The beacon of a plain URL. null: it is another address, or says something twice or in a spelling that a full reader of queries
 * should see.
 */
export function readBeaconUrl(url: string): PodBeacon | null {
  const [, token, code, query = ''] = PLAIN.exec(url) ?? [];
  const what = code === undefined ? null : readBeaconWhat(code);
  if (token === undefined || what === null) return null;
  const { ad, event } = what;
  const beacon: Writable<PodBeacon> = {
    token,
    ad,
    event,
    nonce: null,
    claimedAtMs: null,
    playhead: null,
    code: null,
    of: null,
    at: null,
    cacheBusting: null,
    party: 'client',
  };
  let seen = '';
  for (let from = 0; from < query.length;) {
    const next = query.indexOf('&', from);
    const end = next === -1 ? query.length : next;
    const equals = query.indexOf('=', from);
    if (equals === -1 || equals > end) return null;
    const name = query.slice(from, equals);
    const value = decoded(query.slice(equals + 1, end));
    if (value === null || seen.includes(` ${name} `)) return null;
    seen += ` ${name} `;
    set(beacon, name, filled(value));
    from = end + 1;
  }
  return beacon;
}

function decoded(text: string): string | null {
  if (text.includes('+')) return null;
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function set(beacon: Writable<PodBeacon>, name: string, value: string | null): void {
  if (value === null) return;
  if (name === 'n') beacon.nonce = value;
  else if (name === 't') beacon.claimedAtMs = timeOf(value);
  else if (name === 'p') beacon.playhead = value;
  else if (name === 'e') beacon.code = codeOf(value);
  else if (name === 'of') beacon.of = value;
  else if (name === 'at') beacon.at = value;
  else if (name === 'c') beacon.cacheBusting = value;
  // [SERVERSIDE], VAST 4.3 §6.1
  else if (name === 's' && (value === '1' || value === '2')) beacon.party = 'server';
}

export const codeOf = (text: string): number | null => (/^\d{1,4}$/.test(text) ? Number(text) : null);

export function timeOf(text: string): number | null {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}

/** A macro that nobody filled, or that is unknown (-1) or not to be shared (-2), says nothing. */
export function filled(value: string | string[] | undefined): string | null {
  if (typeof value !== 'string' || value === '' || value.length > 256) return null;
  const first = value.charCodeAt(0);
  if (first !== 91 && first !== 45) return value; // neither `[` nor `-`
  return /^\[.*\]$|^-[12]$/.test(value) ? null : value;
}
