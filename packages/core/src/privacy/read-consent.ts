import type { Consent } from '@cutaway/model';

const TEXTS = ['tcString', 'gppString', 'usPrivacy'] as const;
const FLAGS = ['gdprApplies', 'coppa'] as const;

/** What an application says of consent, as far as it can be used: anything but a clear yes is a no. */
export function readConsent(said: unknown): Consent {
  const fields = (said ?? {}) as { readonly [Name in keyof Consent]?: unknown };
  const consent: { -readonly [Name in keyof Consent]: Consent[Name] } = { personalised: fields.personalised === true };
  for (const name of FLAGS) if (typeof fields[name] === 'boolean') consent[name] = fields[name];
  for (const name of TEXTS) if (typeof fields[name] === 'string') consent[name] = fields[name];
  const { gppSectionIds: ids } = fields;
  if (Array.isArray(ids)) consent.gppSectionIds = ids.filter((id) => typeof id === 'number');
  return consent;
}
