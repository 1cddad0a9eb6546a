import { describe, expect, it } from 'vitest';
import { countryCode } from './country-code.js';

describe('countryCode (OpenRTB 2.6 §3.2.19, ISO 3166-1 alpha-3)', () => {
  it.each([
    ['US', 'USA'],
    ['de', 'DEU'],
    ['GB', 'GBR'],
    ['CH', 'CHE'],
    ['ZW', 'ZWE'],
    ['AUT', 'AUT'],
    ['xx', 'XX'],
  ])('writes %s as %s', (said, code) => expect(countryCode(said)).toBe(code));

  it('knows every country that this platform has a name of', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const known = letters.flatMap((one) => letters.map((other) => one + other)).filter((code) => names.of(code));
    // Exceptional reservations, names that were given up, and what stands for no country.
    const none = new Set(
      'AC AN BU CP CQ CS DD DG DY EA EU EZ FQ FX HV IC JT MI NH NQ NT PC PU PZ QO RH SU TA TP UK UN VD WK XA XB XK YD YU ZR ZZ'.split(
        ' ',
      ),
    );
    expect(known.filter((code) => !none.has(code) && countryCode(code).length !== 3)).toEqual([]);
  });
});
