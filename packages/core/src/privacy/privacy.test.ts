import type { Consent, Identity } from '@cutaway/model';
import { fillMacros } from '@cutaway/vast';
import { describe, expect, it } from 'vitest';
import { privacyMacros } from './privacy-macros.js';
import { isBarred, privacyFields, type Privacy } from './privacy.js';
import { readConsent } from './read-consent.js';
import { scrub } from './scrub.js';

const identity: Identity = { ifa: 'id 1', ifaType: 'tifa', lmt: false };
const known = (told: Consent): Privacy => ({ consent: { is: 'known', told }, identity });
const fill = (text: string, privacy: Privacy, isSame = true): string =>
  fillMacros(text, { nowMs: 0, cacheBusting: 0, others: privacyMacros(privacy, isSame) });

describe('a decision request', () => {
  it.each<[string, Privacy['consent'], object]>([
    ['nobody asks for consent', { is: 'unasked' }, { identity }],
    ['consent is not there', { is: 'awaited' }, { consent: { personalised: false } }],
    ['consent will not come', { is: 'missing' }, { consent: { personalised: false } }],
    ['the viewer agreed', { is: 'known', told: { personalised: true } }, { consent: { personalised: true }, identity }],
    ['the viewer did not', { is: 'known', told: { personalised: false } }, { consent: { personalised: false } }],
  ])('where %s', (_, consent, fields) => expect(privacyFields({ consent, identity }, 'https://a')).toEqual(fields));
});

describe('the macros of privacy (VAST 4.3 §6.1)', () => {
  it.each<[string, Consent, string]>([
    ['[REGULATIONS]', { personalised: true, gdprApplies: true, coppa: true }, 'coppa,gdpr'],
    ['[REGULATIONS]', { personalised: true, gdprApplies: false }, ''],
    ['[REGULATIONS]', { personalised: true }, '-1'],
    ['${GDPR}', { personalised: true, gdprApplies: true }, '1'],
    ['${GDPR}', { personalised: true, gdprApplies: false, coppa: true }, '0'],
    // What nobody said is not denied.
    ['${GDPR}', { personalised: true, coppa: true }, '${GDPR}'],
    ['${US_PRIVACY}', { personalised: true, usPrivacy: '1YN-' }, '1YN-'],
    ['${US_PRIVACY}', { personalised: true }, '${US_PRIVACY}'],
    ['[GDPRCONSENT]', { personalised: true, tcString: 'a/b' }, 'a%2Fb'],
    ['[GPPSTRING]', { personalised: true, gppString: 'DB~x' }, 'DB~x'],
    ['[GPPSECTIONID]', { personalised: true, gppSectionIds: [2, 7] }, '2,7'],
    ['[IFA] [IFATYPE] [LIMITADTRACKING]', { personalised: true }, 'id%201 tifa 0'],
    ['[IFA] [IFATYPE] [LIMITADTRACKING]', { personalised: false }, '-2 -2 0'],
    ['[IFA]', { personalised: true, coppa: true }, '-2'],
  ])('%s of %j is %s', (macro, told, text) => expect(fill(macro, known(told))).toBe(text));
  it('do not tell a new id of ads that the one before was told', () => {
    expect(fill('[IFA] [IFATYPE]', known({ personalised: true }), false)).toBe('-2 -2');
  });
});

describe('readConsent', () => {
  it('takes what has the standards’ shapes and leaves the rest', () => {
    const said = { personalised: 1, tcString: 'x', gppString: 5, gppSectionIds: [7, 'x'], coppa: 'no', more: 'y' };
    expect(readConsent(said)).toEqual({ personalised: false, tcString: 'x', gppSectionIds: [7] });
    expect(readConsent(null)).toEqual({ personalised: false });
  });
});

describe('scrub', () => {
  it('takes an id out of plain data, as it is and percent-encoded', () => {
    const data = { a: ['x id 1', { b: 'https://t/?i=id%201&j=2' }], n: 1, none: null };
    expect(scrub(data, 'id 1')).toEqual({ a: ['x -2', { b: 'https://t/?i=-2&j=2' }], n: 1, none: null });
  });
  it('leaves alone what has none, and keeps shared what was shared', () => {
    const clean = { t: 'nothing' };
    const shared = { t: 'id 1' };
    const after = scrub({ clean, one: shared, other: [shared] }, 'id 1');
    expect(after.clean).toBe(clean);
    expect(after.other[0]).toBe(after.one);
  });
});

describe('a TIFA (R37)', () => {
  const privacy: Privacy = { consent: { is: 'unasked' }, identity };
  it.each([
    ['is told over https', 'https://a/?u=http://b', false],
    ['is not told over plain http', 'http://a', true],
    ['is not told over plain http, in any spelling', 'HTTP://a', true],
  ])('%s', (_, url, barred) => {
    expect(isBarred(privacy, url)).toBe(barred);
    expect(privacyFields(privacy, url)).toEqual(barred ? {} : { identity });
  });
  it.each([
    ['of another platform', { ...identity, ifaType: 'rida' }],
    ['that is withheld', { ...identity, ifa: null }],
  ])('is the only one: not an id %s', (_, other) => {
    expect(isBarred({ ...privacy, identity: other }, 'http://a')).toBe(false);
  });
});
