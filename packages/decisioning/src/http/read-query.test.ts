import Fastify from 'fastify';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filledOf, readQuery } from './read-query.js';

const PIECES = [
  ...['a', 'b', '=', '&', ';', '+', '%', '%4', '%41', '%3D', '%26', '%2B', '%C3%BC', '%FF', '%00', '%25', '[]', '.'],
  ...['__proto__', 'constructor', 'toString', '?', '/', '~', '"', '|', "'"],
];

describe('filledOf', () => {
  it.each(['', '-1', '-2', '[IFA]', '[LIMITADTRACKING]', '[]'])('leaves out a macro that says nothing: %j', (value) => {
    expect(filledOf({ ifa: value, os: 'tizen' })).toEqual({ os: 'tizen' });
  });

  it.each(['0', '-3', '1', '-12', 'x[IFA]', '[a]b', ['', '']])('keeps %j', (value) => {
    expect(filledOf({ one: value })).toEqual({ one: value });
  });
});

describe('readQuery', () => {
  it('reads what it reads as the framework does', async () => {
    const app = Fastify();
    app.get('/', ({ query }) => JSON.stringify(query));
    const query = fc.array(fc.constantFrom(...PIECES), { maxLength: 9 }).map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(query, async (text) => {
        const read = readQuery(text);
        fc.pre(read !== null);
        expect(JSON.parse(JSON.stringify(read))).toEqual((await app.inject(`/?${text}`)).json());
      }),
      { numRuns: 1000 },
    );
    await app.close();
  });

  it.each(['a=%FF', 'a=%4', '%', 'a#b'])('leaves %s to it', (text) => expect(readQuery(text)).toBeNull());
});
