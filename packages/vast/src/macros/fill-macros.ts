import type { MacroContext } from './macro-context.js';
import { MACRO_PHASES, type MacroPhase } from './macro-names.js';
import { encode, unsupplied, valueOf } from './macro-values.js';

// `[NAME]`, its percent-encoded form `%5BNAME%5D`, and any mixture of the two; `%%NAME%%`; `${NAME}` and `${NAME_nnn}`.
const MACRO = /(?:\[|%5b)(\w+?)(?:\]|%5d)|%%(\w+)%%|\$(?:\{|%7b)(\w+?)(?:_\d+)?(?:\}|%7d)/gi;

/** What VMAP 1.0.1 writes its own way: it has the code by its older name, and a text beside it. */
const OF_VMAP: Readonly<Record<string, string>> = { ERROR_CODE: 'ERRORCODE', ERROR_MESSAGE: 'ERROR_MESSAGE' };
/** The IAB's privacy strings as URLs carry them, `nnn` being the vendor that is asked for; most name a macro of the list. */
const PRIVACY: Readonly<Record<string, string>> = {
  GDPR: 'GDPR',
  US_PRIVACY: 'US_PRIVACY',
  GDPR_CONSENT: 'GDPRCONSENT',
  GPP_STRING: 'GPPSTRING',
  GPP_SID: 'GPPSECTIONID',
};

/**
 * A URL with its known macros replaced (VAST 4.3 §6.1). Values are percent-encoded, arrays one element at a time.
 * In phase `player` no known macro stays: one without a value becomes -1, or what its own rule asks; one that is `withheld` is -2.
 * In phase `request` (a service that builds an answer) only what is known is filled, and what the player must say is left to it.
 * Names that are not in the list are never touched, nor are `${GDPR}`, `${US_PRIVACY}`, `${GDPR_CONSENT_nnn}`, `${GPP_STRING_nnn}` and `${GPP_SID}`
 * where nobody knows their value.
 */
export function fillMacros(url: string, context: MacroContext, phase: MacroPhase = 'player'): string {
  return url.replace(MACRO, (literal: string, bracketed?: string, doubled?: string, privacy?: string) => {
    if (privacy !== undefined) return privacyString(privacy, context) ?? literal;
    if (doubled !== undefined && !context.looseForms) return literal;
    const written = bracketed ?? doubled ?? '';
    const named = context.looseForms ? written.toUpperCase() : written;
    const name = own(OF_VMAP, named) ?? named;
    const known = name === 'ERROR_MESSAGE' ? 'player' : MACRO_PHASES.get(name);
    if (known === undefined || (phase === 'request' && known === 'player')) return literal;
    if (context.withheld && context.withheld.indexOf(name) >= 0) return '-2';
    const value = name === 'ERROR_MESSAGE' ? context.errorMessage : valueOf(name, context);
    if (value !== null && value !== undefined) return encode(value);
    return phase === 'request' ? literal : unsupplied(name, context);
  });
}

function privacyString(written: string, context: MacroContext): string | null {
  const { others = {}, withheld = [] } = context;
  const name = own(PRIVACY, written);
  const value = name === undefined || withheld.indexOf(name) >= 0 ? null : others[name];
  if (value !== null && value !== undefined) return encode(value);
  // What a list of regulations does not name may apply all the same.
  const { REGULATIONS: listed } = others;
  return written === 'GDPR' && Array.isArray(listed) && listed.indexOf('gdpr') >= 0 ? '1' : null;
}

function own(names: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.prototype.hasOwnProperty.call(names, name) ? names[name] : undefined;
}
