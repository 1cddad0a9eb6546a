import type { MacroContext, MacroValue } from './macro-context.js';
import { MACRO_PHASES, type MacroPhase } from './macro-names.js';

// `[NAME]`, its percent-encoded form `%5BNAME%5D`, and any mixture of the two.
const MACRO = /(?:\[|%5b)(\w+?)(?:\]|%5d)/gi;
const UNKNOWN = '-1';

/**
 * A URL with its known macros replaced (VAST 4.3 §6.1). Values are percent-encoded, arrays one element at a time.
 * In phase `player` no known macro stays: one without a value becomes -1, or what its own rule asks.
 * In phase `request` (a service that builds an answer) only what is known is filled, and what the player must say is left to it.
 * Names that are not in the list are never touched.
 */
export function fillMacros(url: string, context: MacroContext, phase: MacroPhase = 'player'): string {
  return url.replace(MACRO, (literal: string, written: string) => {
    const name = written === 'ERROR_CODE' ? 'ERRORCODE' : written; // VMAP 1.0.1 writes it with an underscore
    const known = MACRO_PHASES.get(name);
    if (known === undefined || (phase === 'request' && known === 'player')) return literal;
    const value = context.others?.[name] ?? valueOf(name, context);
    if (value !== null && value !== undefined) return encode(value);
    return phase === 'request' ? literal : unsupplied(name);
  });
}

function valueOf(name: string, context: MacroContext): MacroValue | null | undefined {
  switch (name) {
    case 'TIMESTAMP':
      return timestamp(context.nowMs);
    case 'CACHEBUSTING':
      return digits(Math.floor(Math.abs(context.cacheBusting)) % 1e8, 8);
    case 'ADPLAYHEAD':
      return clock(context.adPlayheadMs);
    case 'MEDIAPLAYHEAD':
    case 'CONTENTPLAYHEAD':
      return clock(context.mediaPlayheadMs);
    case 'BREAKMAXDURATION':
      return context.breakMaxDurationMs == null ? null : Math.floor(context.breakMaxDurationMs / 1000);
    case 'UNIVERSALADID':
      return context.universalAdIds;
    default:
      return ownField(name, context);
  }
}

/** The field that has the macro's name but for capitals: `errorCode` is ERRORCODE. A flag says 1 or 0. */
function ownField(name: string, context: MacroContext): MacroValue | null | undefined {
  const fields = Object.keys(context) as (keyof MacroContext)[];
  const own = fields.filter((field) => field.toUpperCase() === name)[0];
  const value = own && (context[own] as MacroValue | boolean | null | undefined);
  return typeof value === 'boolean' ? Number(value) : value;
}

// Required macros never say -1. An unknown choice of the viewer counts as a refusal; a request with no word on who sends it is the client's.
function unsupplied(name: string): string {
  if (name === 'LIMITADTRACKING') return '1';
  if (name === 'SERVERSIDE') return '0';
  return name === 'ERRORCODE' || name === 'REASON' ? '' : UNKNOWN;
}

function encode(value: MacroValue): string {
  return typeof value === 'object' ? value.map(encodeOne).join(',') : encodeOne(value);
}

function encodeOne(value: string | number): string {
  try {
    return encodeURIComponent(value);
  } catch {
    return UNKNOWN; // half a surrogate pair cannot be encoded
  }
}

/** HH:MM:SS.mmm, null where the position is unknown. */
function clock(ms: number | null | undefined): string | null {
  if (ms == null || !(ms >= 0 && ms < 360_000_000)) return null;
  return digits(Math.floor(ms / 3_600_000), 2) + new Date(ms).toISOString().slice(13, 23);
}

/** ISO 8601 with milliseconds, always in UTC. */
function timestamp(ms: number): string {
  const day = new Date(ms);
  return isNaN(day.getTime()) ? UNKNOWN : day.toISOString().replace('Z', '+00');
}

function digits(value: number, count: number): string {
  return String(10 ** count + value).slice(1);
}
