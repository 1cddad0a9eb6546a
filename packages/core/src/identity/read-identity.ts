import type { Identity } from '@cutaway/model';
import { isTrackingLimited } from './is-tracking-limited.js';
import { readFields } from './vendor-fields.js';
import { whichIfa } from './which-ifa.js';

/**
 * The one shape of what a platform says of its advertising id, in its own names and types. With ad tracking limited the id is
 * left behind here: nothing further in ever has it.
 */
export function readIdentity(said: unknown): Identity {
  const fields = readFields(said);
  const lmt = isTrackingLimited(fields);
  const { ifa, ifaType } = whichIfa(fields);
  return { ifa: lmt ? null : ifa, ifaType, lmt: lmt || ifa === null };
}
