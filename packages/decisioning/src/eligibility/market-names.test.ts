import { describe, expect, it } from 'vitest';
import { categoryName, domainName, domainsAbove } from './market-names.js';

describe('domainName (OpenRTB 2.6 §4.2.3, adomain)', () => {
  it.each([
    ['acme.example', 'acme.example'],
    ['https://www.Acme.example/shop?x=1', 'acme.example'],
    [' ACME.example. ', 'acme.example'],
    ['acme.example:443', 'acme.example'],
    ['shop.acme.example', 'shop.acme.example'],
    ['http://', ''],
  ])('of "%s" is "%s"', (written, name) => {
    expect(domainName(written)).toBe(name);
  });
});

describe('categoryName', () => {
  it('is the same in any case for the first IAB taxonomy alone', () => {
    expect(['iab7-39', ' IAB7', 'JLBCU7', 'iabc'].map(categoryName)).toEqual(['IAB7-39', 'IAB7', 'JLBCU7', 'iabc']);
  });
});

describe('domainsAbove', () => {
  it('is a domain and what it is below', () => {
    expect(domainsAbove('shop.acme.example')).toEqual(['shop.acme.example', 'acme.example', 'example']);
  });
});
