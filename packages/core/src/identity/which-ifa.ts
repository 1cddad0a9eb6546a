import type { Identity } from '@cutaway/model';
import type { VendorFields } from './vendor-fields.js';

/** What platforms call their ids, which are also the types that the IAB lists. */
const TYPES = ['tifa', 'rida', 'vida', 'vaid', 'afai', 'lgudid', 'msai', 'sspid', 'idfa', 'aaid', 'sessionid'];
/** What some platforms answer in the place of an id that the viewer does not give. */
const NO_ID = /^(0[0-]*0?|null|undefined)?$/;

/** Which id is it, and whose? `ifa` with its `ifa_type`, or one under the platform's own name, which says the type. */
export function whichIfa(fields: VendorFields): Pick<Identity, 'ifa' | 'ifaType'> {
  const name = ['ifa', ...TYPES].filter((one) => readText(fields[one]) !== null)[0];
  const isNamed = name !== undefined && name !== 'ifa';
  return { ifa: readText(name && fields[name]), ifaType: isNamed ? name : readText(fields['ifatype']) };
}

function readText(value: unknown): string | null {
  return typeof value === 'string' && !NO_ID.test(value) ? value : null;
}
