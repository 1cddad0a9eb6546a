import { describe, expect, it } from 'vitest';
import { isPrivate } from './private-address.js';

describe('isPrivate (RFC 6890)', () => {
  it.each([
    '10.0.0.1',
    '127.0.0.1',
    '100.64.0.1',
    '169.254.169.254',
    '::1',
    'fd00::1',
    'fe80::1',
    '::ffff:192.168.0.1',
  ])('takes %s for an address of our own network', (address) => expect(isPrivate(address)).toBe(true));
  it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2001:4860:4860::8888', '::ffff:8.8.8.8', 'localhost', ''])(
    'takes %j for none',
    (address) => expect(isPrivate(address)).toBe(false),
  );
});
