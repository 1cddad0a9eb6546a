import { describe, expect, it } from 'vitest';
import { claims, endsOfMinors } from './versions.js';

describe('endsOfMinors', () => {
  it('takes the oldest and the newest release of each minor that is claimed, by number', () => {
    const versions = ['1.4.9', '1.5.9', '1.5.0', '1.5.20', '1.6.0-rc.1', '1.6.0', '1.7.10', '1.7.4', '1.8.0'];
    expect(endsOfMinors(versions, '>=1.5.0 <1.8.0')).toEqual(['1.5.0', '1.5.20', '1.6.0', '1.7.4', '1.7.10']);
  });
});

describe('claims', () => {
  it('includes where the range begins, and nothing from where it ends', () => {
    const seen = ['4.11.1', '4.11.2', '5.2.99', '5.3.0'].map((version) => claims('>=4.11.2 <5.3.0', version));
    expect(seen).toEqual([false, true, true, false]);
  });
  it('refuses a range of another form, rather than to claim nothing', () => {
    expect(() => claims('^1.5.0', '1.5.0')).toThrow(
      'Cannot read range: it is ^1.5.0, expected a range as >=1.5.0 <1.8.0',
    );
  });
});
