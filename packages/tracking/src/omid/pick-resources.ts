import type { Verification } from '@cutaway/model';
import type { OmidResource } from './omid-command.js';
import type { VerificationNotExecuted } from './omid-fact.js';
import { notRun } from './omid-session.js';

/** Who may measure. */
export interface OmidSupport {
  /** Vendors that the application trusts with a script in its page; null: all of them. */
  readonly allowVendors: readonly string[] | null;
}

/** The scripts that are to run, in the document's order, and why the others are not. */
export function pickResources(
  verifications: readonly Verification[],
  support: OmidSupport | null,
): { readonly resources: readonly OmidResource[]; readonly notExecuted: readonly VerificationNotExecuted[] } {
  const resources: OmidResource[] = [];
  const notExecuted: VerificationNotExecuted[] = [];
  verifications.forEach(({ vendor, parameters, resources: offered }, index) => {
    const script = offered.find(({ type, apiFramework, url }) => type === 'javascript' && isOmid(apiFramework) && url);
    if (!support || !script) notExecuted.push(notRun(index, 2));
    else if (support.allowVendors && support.allowVendors.indexOf(vendor) < 0) notExecuted.push(notRun(index, 1));
    else resources.push({ index, vendor, url: script.url, parameters });
  });
  return { resources, notExecuted };
}

const isOmid = (apiFramework: string): boolean => apiFramework.toLowerCase() === 'omid';
