import type { MacroContext, MacroValue } from './macro-context.js';

const UNKNOWN = '-1';

/** What a macro of the list says now; null or undefined where nobody knows. */
export function valueOf(name: string, context: MacroContext): MacroValue | null | undefined {
  const other = context.others?.[name];
  if (other !== null && other !== undefined) return other;
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

/**
 * What a known macro says without a value. Required ones never say -1: an unknown choice of the viewer counts as a refusal, a
 * request with no word on who sends it is the client's, and a page's URL is 0 in an application, as is its bundle on a page.
 */
export function unsupplied(name: string, { others = {} }: MacroContext): string {
  if (name === 'LIMITADTRACKING') return '1';
  if (name === 'SERVERSIDE') return '0';
  if (name === 'PAGEURL' && others['APPBUNDLE']) return '0';
  if (name === 'APPBUNDLE' && others['PAGEURL']) return '0';
  return /^(ERRORCODE|ERROR_MESSAGE|REASON)$/.test(name) ? '' : UNKNOWN;
}

/** Percent-encoded, each of several by itself. */
export function encode(value: MacroValue): string {
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
