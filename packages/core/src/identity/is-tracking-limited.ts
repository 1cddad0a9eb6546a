import type { VendorFields } from './vendor-fields.js';

/** Names for "tracking is limited". */
const LIMITED = ['lmt', 'limitadtracking', 'islatenabled', 'isridadisabled'];
/** Names for the opposite. */
const ALLOWED = ['isadvertisingtrackingenabled'];

/**
 * Does the viewer limit ad tracking? Firebolt says "0" or "1", Samsung (`isLATEnabled`) and Roku (`IsRIDADisabled`) a boolean,
 * Vizio (`LMT`) a number, Fire TV a boolean that means the opposite (`isAdvertisingTrackingEnabled`). An answer that is missing,
 * or none of these, counts as yes (VAST 4.3 §6.1, LIMITADTRACKING). Seen: the vendors' documentation, 2026; proof: the test beside.
 */
export function isTrackingLimited(fields: VendorFields): boolean {
  const limited = firstFlag(fields, LIMITED);
  const allowed = firstFlag(fields, ALLOWED);
  return limited ?? (allowed === null ? true : !allowed);
}

function firstFlag(fields: VendorFields, names: readonly string[]): boolean | null {
  const name = names.filter((one) => fields[one] != null)[0];
  const said = String(name && fields[name]).toLowerCase();
  if (said === 'true' || said === '1') return true;
  return said === 'false' || said === '0' ? false : null;
}
