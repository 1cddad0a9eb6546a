import type { Consent } from '@cutaway/model';
import { GppModel } from '@iabgpp/cmpapi';
import { describe, expect, it } from 'vitest';
import { aTcString, aUsSegment, bits, toBase64url, type TcParts } from './a-consent-string.builder.js';
import { DEFAULT_CONSENT, settleConsent, type ConsentOptions } from './settle-consent.js';

const VENDOR: ConsentOptions = { ...DEFAULT_CONSENT, vendorId: 7 };
const WITH_INTEREST: ConsentOptions = { ...VENDOR, legitimateInterestPurposes: [2, 4] };
const ALL: TcParts = { purposes: [1, 2, 3, 4], vendors: [7] };
const said = (more: Partial<Consent>): Consent => ({ personalised: true, ...more });
const tcf = (parts: TcParts) => said({ gdprApplies: true, tcString: aTcString(parts) });
const gpp = (sections: Readonly<Record<number, string>>, gppSectionIds?: readonly number[]) =>
  said({ gppString: aGppOf(sections), ...(gppSectionIds && { gppSectionIds }) });

/** A header of single ids, in their order, and the sections as they are. */
function aGppOf(sections: Readonly<Record<number, string>>): string {
  const ids = Object.keys(sections).map(Number);
  const gaps = ids.map((id, at) => `0${fibonacci(id - (ids[at - 1] ?? 0))}`);
  const header = toBase64url(bits(3, 6) + bits(1, 6) + bits(ids.length, 12) + gaps.join(''));
  return [header, ...Object.values(sections)].join('~');
}

/** The first ten are all that is needed here. */
const fibonacci = (value: number): string =>
  ['', '11', '011', '0011', '1011', '00011', '10011', '01011', '000011', '100011', '010011'][value] ?? '';

const CA_NOTHING = aUsSegment([6, 1], [40, 0]);
const CA_OPTED_OUT = aUsSegment([6, 1], [6, 0], [2, 1], [32, 0]);
const CA_CHILD = aUsSegment([6, 1], [28, 0], [2, 1], [10, 0]);
const CA_NO_NOTICE = aUsSegment([6, 1], [2, 2], [38, 0]);
const CA_GPC = `${CA_NOTHING}.${aUsSegment([2, 1], [1, 1])}`;

type Row = readonly [clause: string, consent: Consent | undefined, options: ConsentOptions, reason: string];

const PERSONALISED: readonly (readonly [clause: string, consent: Consent, options: ConsentOptions])[] = [
  ['the application alone: personalised', said({}), VENDOR],
  ['TCF v2: purposes 1, 2 and 4 and the vendor consented to', tcf(ALL), VENDOR],
  ['TCF v2: the publisher itself needs no vendor', tcf({ ...ALL, vendors: [] }), DEFAULT_CONSENT],
  [
    'TCF v2 PurposesLITransparency: interest in 2, which the vendor declares',
    tcf({ ...ALL, purposes: [1, 4], interests: [2], vendorInterests: [7] }),
    { ...VENDOR, legitimateInterestPurposes: [2] },
  ],
  ['TCF v2: gdprApplies false, whatever the string says', said({ gdprApplies: false, tcString: '?' }), VENDOR],
  ['TCF v2 DisclosedVendors: the vendor is among them', tcf({ ...ALL, disclosed: [7] }), VENDOR],
  ['USP 1.0: notice given, not opted out', said({ usPrivacy: '1YNN' }), VENDOR],
  ['USP 1.0: does not apply', said({ usPrivacy: '1---' }), VENDOR],
  ['GPP: nothing in section 8 applies', gpp({ 8: CA_NOTHING }, [8]), VENDOR],
  ['GPP gpp_sid: an opt-out in a section that does not apply', gpp({ 6: '1YNN', 8: CA_OPTED_OUT }, [6]), VENDOR],
  ['GPP gpp_sid -1: no section applies', gpp({ 8: CA_OPTED_OUT }, [-1]), VENDOR],
  ['GPP section 2: a TC string', gpp({ 2: aTcString(ALL) }, [2]), VENDOR],
];

const WITHOUT_PROFILE: readonly Row[] = [
  ['TCF v2 purpose 4', tcf({ ...ALL, purposes: [1, 2, 3] }), VENDOR, 'tcf: no consent to purpose 4'],
  [
    'TCF policies: no legitimate interest in purpose 4',
    tcf({ ...ALL, purposes: [1], interests: [2, 4], vendorInterests: [7] }),
    WITH_INTEREST,
    'tcf: no consent to purpose 4',
  ],
  [
    'TCF v2 PublisherRestrictions, type 0 of purpose 4',
    tcf({ ...ALL, restrictions: [{ purpose: 4, type: 0, vendors: [7] }] }),
    VENDOR,
    'tcf: the publisher does not allow purpose 4 to vendor 7',
  ],
];

const WITHOUT_IDENTITY: readonly Row[] = [
  ['no consent is known', undefined, VENDOR, 'none: the request says nothing of consent'],
  ['the application alone', said({ personalised: false }), VENDOR, 'app: the application asks for no personal ads'],
  ['TCF v2 purpose 1', tcf({ ...ALL, purposes: [2, 4] }), VENDOR, 'tcf: no consent to purpose 1'],
  ['TCF v2 purpose 2', tcf({ ...ALL, purposes: [1, 4] }), VENDOR, 'tcf: no consent to purpose 2'],
  ['TCF v2 VendorConsent', tcf({ ...ALL, vendors: [6, 8] }), VENDOR, 'tcf: no consent to vendor 7'],
  [
    'TCF v2 VendorLegitimateInterest',
    tcf({ ...ALL, interests: [2], vendorInterests: [6] }),
    WITH_INTEREST,
    'tcf: no legitimate interest of vendor 7',
  ],
  ['TCF v2: an objection to purpose 2', tcf(ALL), WITH_INTEREST, 'tcf: no legitimate interest in purpose 2'],
  [
    'TCF v2 PublisherRestrictions, type 0',
    tcf({ ...ALL, restrictions: [{ purpose: 2, type: 0, vendors: [7] }] }),
    VENDOR,
    'tcf: the publisher does not allow purpose 2 to vendor 7',
  ],
  [
    'TCF v2 PublisherRestrictions, type 1: consent in place of interest',
    tcf({
      purposes: [1, 4],
      vendors: [7],
      interests: [2],
      vendorInterests: [7],
      restrictions: [{ purpose: 2, type: 1, vendors: [7] }],
    }),
    WITH_INTEREST,
    'tcf: no consent to purpose 2',
  ],
  [
    'TCF v2 PublisherRestrictions, type 2: interest that the vendor does not declare',
    tcf({ ...ALL, restrictions: [{ purpose: 2, type: 2, vendors: [7] }] }),
    VENDOR,
    'tcf: the publisher wants legitimate interest for purpose 2',
  ],
  ['TCF v2 DisclosedVendors', tcf({ ...ALL, disclosed: [6] }), VENDOR, 'tcf: vendor 7 was not disclosed'],
  [
    'TCF v2: a string where nobody says whether it applies',
    said({ tcString: aTcString() }),
    VENDOR,
    'tcf: no consent to purpose 1',
  ],
  [
    'OpenRTB regs.gdpr without a string',
    said({ gdprApplies: true }),
    VENDOR,
    'tcf: the GDPR applies, and there is no TC string',
  ],
  [
    'TCF v2: malformed',
    said({ gdprApplies: true, tcString: 'nonsense!' }),
    VENDOR,
    'tcf: TC string cannot be read: it is no base64url',
  ],
  ['USP 1.0: opted out of sale', said({ usPrivacy: '1YYN' }), VENDOR, 'usp: the viewer opted out of sale'],
  ['USP 1.0: no notice', said({ usPrivacy: '1nn-' }), VENDOR, 'usp: the viewer had no notice'],
  [
    'USP 1.0: malformed',
    said({ usPrivacy: '2YNN' }),
    VENDOR,
    'usp: US Privacy string cannot be read: it is "2YNN", expected the like of 1YNN',
  ],
  ['GPP section 6', gpp({ 6: '1YYN' }, [6]), VENDOR, 'usp: the viewer opted out of sale'],
  ['GPP section 2', gpp({ 2: aTcString() }, [2]), VENDOR, 'tcf: no consent to purpose 1'],
  [
    'GPP section 8 SaleOptOut',
    gpp({ 8: CA_OPTED_OUT }, [8]),
    VENDOR,
    'usca: the viewer opted out of sale, sharing or targeting',
  ],
  [
    'GPP section 8 SaleOptOutNotice',
    gpp({ 8: CA_NO_NOTICE }, [8]),
    VENDOR,
    'usca: the viewer had no notice of an opt-out',
  ],
  ['GPP section 8 Gpc', gpp({ 8: CA_GPC }, [8]), VENDOR, 'usca: Global Privacy Control is on'],
  ['GPP without gpp_sid: all sections', gpp({ 6: '1YNN', 8: CA_GPC }), VENDOR, 'usca: Global Privacy Control is on'],
  ['GPP gpp_sid 0: not settled, so all', gpp({ 8: CA_GPC }, [0]), VENDOR, 'usca: Global Privacy Control is on'],
  [
    'GPP gpp_sid of a section that is not there',
    gpp({ 6: '1YNN' }, [6, 8]),
    VENDOR,
    'gpp: section 8 applies, and the string does not have it',
  ],
  [
    'GPP gpp_sid without a string',
    said({ gppSectionIds: [7] }),
    VENDOR,
    'gpp: sections apply, and there is no GPP string',
  ],
  [
    'GPP section 5, which is not read',
    gpp({ 5: 'BAAA' }, [5]),
    VENDOR,
    'gpp: GPP section 5 cannot be read: version 1 of it is not known',
  ],
  ['GPP: malformed', said({ gppString: '' }), VENDOR, 'gpp: GPP string cannot be read: it ends at bit 0'],
];

const CHILD: readonly Row[] = [
  ['COPPA (OpenRTB regs.coppa)', said({ coppa: true }), VENDOR, 'coppa: the programme is for children'],
  [
    'GPP section 8 KnownChildSensitiveDataConsents',
    gpp({ 8: CA_CHILD }, [8]),
    VENDOR,
    'usca: the viewer is a known child',
  ],
];

describe('settleConsent', () => {
  it.each(PERSONALISED)('takes nothing away: %s', (_clause, consent, options) => {
    expect(settleConsent(consent, false, options)).toEqual({
      consentClass: 'personalised',
      allowsIdentity: true,
      allowsProfile: true,
      reasons: [],
    });
  });

  it.each(WITHOUT_PROFILE)('counts but reads no segments: %s', (_clause, consent, options, reason) => {
    const verdict = { consentClass: 'contextual', allowsIdentity: true, allowsProfile: false, reasons: [reason] };
    expect(settleConsent(consent, false, options)).toEqual(verdict);
  });

  it.each(WITHOUT_IDENTITY)('uses no identity: %s', (_clause, consent, options, reason) => {
    const verdict = settleConsent(consent, false, options);
    expect(verdict).toMatchObject({ consentClass: 'contextual', allowsIdentity: false, allowsProfile: false });
    expect(verdict.reasons).toContain(reason);
  });

  it.each(CHILD)('takes the viewer for a child: %s', (_clause, consent, options, reason) => {
    const verdict = { consentClass: 'child', allowsIdentity: false, allowsProfile: false, reasons: [reason] };
    expect(settleConsent(consent, false, options)).toEqual(verdict);
  });

  it('uses no identity that its owner limits (OTT IFA guidelines, lmt)', () => {
    expect(settleConsent(said({}), true, VENDOR)).toMatchObject({
      consentClass: 'contextual',
      allowsIdentity: false,
      reasons: ['lmt: the viewer limits ad tracking'],
    });
  });

  it('lets a publisher say that no consent is asked for where none is sent', () => {
    const verdict = settleConsent(undefined, false, { ...VENDOR, withoutConsent: 'personalised' });
    expect(verdict.consentClass).toBe('personalised');
  });

  it('reads a GPP string of the reference library from end to end', () => {
    const model = new GppModel();
    model.setFieldValue('uspv1', 'OptOutSale', 'N');
    model.setFieldValue('uspv1', 'Notice', 'Y');
    model.setFieldValue('usva', 'TargetedAdvertisingOptOut', 1);
    expect(settleConsent(said({ gppString: model.encode() }), false, VENDOR).reasons).toEqual([
      'usva: the viewer opted out of sale, sharing or targeting',
    ]);
  });
});
