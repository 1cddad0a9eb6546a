import type { Consent, Identity, Viewing } from '@cutaway/model';

/** What is known of the viewer's choices and of the device's id. */
export interface Privacy {
  /** `unasked`: the application says nothing of consent. `missing`: it was to say, and cannot. */
  readonly consent:
    { readonly is: 'unasked' | 'awaited' | 'missing' } | { readonly is: 'known'; readonly told: Consent };
  /** null: nobody told. */
  readonly identity: Identity | null;
}

/** What one request may say. */
interface Disclosure {
  readonly consent: Consent | null;
  readonly identity: Identity | null;
}

interface PrivacyFields {
  readonly consent: Consent | undefined;
  readonly identity: Identity | undefined;
  readonly viewing: object | undefined;
}

/** Not known in time is not agreed to. */
const NOT_AGREED: Consent = { personalised: false };

/** What may be said now. */
export function discloses({ consent, identity }: Privacy): Disclosure {
  if (consent.is === 'unasked') return { consent: null, identity };
  const told = consent.is === 'known' ? consent.told : NOT_AGREED;
  return { consent: told, identity: isAgreed(told) ? identity : null };
}

export const isAgreed = ({ personalised, coppa }: Consent): boolean => personalised && coppa !== true;

/** True for a URL that may not be told the id: Samsung's TIFA goes over https alone. */
export function isBarred(privacy: Privacy, url: string): boolean {
  const { identity } = discloses(privacy);
  return /^http:/i.test(url) && identity?.ifaType === 'tifa' && identity.ifa !== null;
}

/** The part of a decision request to this URL that consent decides. What is undefined is not in its text. */
export function privacyFields(privacy: Privacy, url: string, known?: Viewing | false): PrivacyFields {
  const { consent, identity } = discloses(privacy);
  return {
    consent: consent || undefined,
    identity: (!isBarred(privacy, url) && identity) || undefined,
    viewing: known
      ? {
          ...known,
          ...(((consent && !isAgreed(consent)) || privacy.identity?.lmt) && {
            segments: undefined,
            household: undefined,
          }),
        }
      : undefined,
  };
}
