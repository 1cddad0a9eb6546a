import { describe, expect, it } from 'vitest';
import { resolveUri } from './index.js';

describe('resolveUri (RFC 3986 §5.4, base http://a/b/c/d;p?q)', () => {
  it.each([
    ['g:h', 'g:h'],
    ['http://h/x/../g', 'http://h/g'],
    ['g', 'http://a/b/c/g'],
    ['./g', 'http://a/b/c/g'],
    ['g/', 'http://a/b/c/g/'],
    ['/g', 'http://a/g'],
    ['//g', 'http://g'],
    ['?y', 'http://a/b/c/d;p?y'],
    ['g?y', 'http://a/b/c/g?y'],
    ['#s', 'http://a/b/c/d;p?q#s'],
    ['g?y#s', 'http://a/b/c/g?y#s'],
    [';x', 'http://a/b/c/;x'],
    ['', 'http://a/b/c/d;p?q'],
    ['.', 'http://a/b/c/'],
    ['..', 'http://a/b/'],
    ['../g', 'http://a/b/g'],
    ['../..', 'http://a/'],
    ['../../g', 'http://a/g'],
    ['../../../g', 'http://a/g'],
    ['/./g', 'http://a/g'],
    ['/../g', 'http://a/g'],
    ['g..', 'http://a/b/c/g..'],
    ['./../g', 'http://a/b/g'],
    ['./g/.', 'http://a/b/c/g/'],
    ['g/../h', 'http://a/b/c/h'],
    ['g?y/../x', 'http://a/b/c/g?y/../x'],
  ])('%s becomes %s', (uri, absolute) => expect(resolveUri(uri, 'http://a/b/c/d;p?q')).toBe(absolute));
  it('takes the root of a host without a path', () => expect(resolveUri('g', 'http://a')).toBe('http://a/g'));
  it('keeps queries with colons and slashes', () =>
    expect(resolveUri('x.m4s?u=http://q/../z', 'https://h/p/m.m3u8?k=a/b')).toBe('https://h/p/x.m4s?u=http://q/../z'));
});
