import { describe, expect, it } from 'vitest';
import { readIdentity } from './read-identity.js';

const ID = '6d92078a-8246-4ba4-ae5b-76104861e7dc';

describe('readIdentity (IAB OTT guidelines: ifa, ifa_type, lmt)', () => {
  it.each([
    ['Firebolt, with text for a flag', { ifa: ID, ifa_type: 'sspid', lmt: '0' }, 'sspid'],
    ['Samsung, with a boolean', { tifa: ID, isLATEnabled: false }, 'tifa'],
    ['Vizio, with a number', { IFA: ID, IFA_TYPE: 'vida', LMT: 0 }, 'vida'],
    ['Roku', { RIDA: ID, IsRIDADisabled: false }, 'rida'],
    ['Fire TV, which asks the other way round', { afai: ID, isAdvertisingTrackingEnabled: true }, 'afai'],
    ['LG', { LGUDID: ID, lmt: false }, 'lgudid'],
    ['our own', { ifa: ID, ifaType: 'rida', lmt: false }, 'rida'],
    ['one that does not say whose id it is', { ifa: ID, lmt: 0 }, null],
  ])('reads %s', (_, said, ifaType) => expect(readIdentity(said)).toEqual({ ifa: ID, ifaType, lmt: false }));
  it.each([
    ['Firebolt', { ifa: ID, ifa_type: 'sspid', lmt: '1' }],
    ['Samsung', { tifa: ID, isLATEnabled: true }],
    ['Vizio', { IFA: ID, LMT: 1 }],
    ['Roku', { rida: ID, IsRIDADisabled: true }],
    ['Fire TV', { afai: ID, isAdvertisingTrackingEnabled: false }],
    ['nobody, which counts as a refusal', { ifa: ID }],
    ['a word that is no answer', { ifa: ID, lmt: 'perhaps' }],
  ])('leaves the id behind where tracking is limited, as told by %s', (_, said) => {
    const identity = readIdentity(said);
    expect(identity).toMatchObject({ ifa: null, lmt: true });
    expect(JSON.stringify(identity)).not.toContain(ID);
  });
  it.each([null, undefined, 'text', {}, { ifa: '' }, { ifa: '00000000-0000-0000-0000-000000000000', lmt: 0 }])(
    'has no id of %j',
    (said) => expect(readIdentity(said)).toEqual({ ifa: null, ifaType: null, lmt: true }),
  );
});
