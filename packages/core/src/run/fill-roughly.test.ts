import { describe, expect, it } from 'vitest';
import { fillRoughly } from './fill-roughly.js';

describe('a URL whose macros nobody can fill', () => {
  it.each([
    ['is told the error code', 'https://a.example/?c=[ERRORCODE]', 900, 'https://a.example/?c=900'],
    [
      'is told it where the brackets are encoded',
      'https://a.example/?c=%5BERRORCODE%5d',
      900,
      'https://a.example/?c=900',
    ],
    ['is told that all else is not known', '/?t=[TIMESTAMP]&c=[CACHEBUSTING]', 900, '/?t=-1&c=-1'],
    ['is told that there is no code', '/?c=[ERRORCODE]', null, '/?c=-1'],
    ['keeps brackets of its own', '/?a[0]=1&b[id]=[X]', 900, '/?a[0]=1&b[id]=[X]'],
  ])('%s', (_, url, code, filled) => expect(fillRoughly(url, code)).toBe(filled));
});
