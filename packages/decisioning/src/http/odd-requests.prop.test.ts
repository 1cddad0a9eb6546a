import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DECISION_PROTOCOL } from '@cutaway/model';
import { startService, type Service } from '../service.js';
import { DECISION_REQUEST_SCHEMA } from './decision-schema.js';
import { ASSET_LIST_QUERY_SCHEMA, COHORT_QUERY_SCHEMA, VAST_QUERY_SCHEMA, VMAP_QUERY_SCHEMA } from './query-schema.js';

let service: Service;
beforeAll(async () => void (service = await startService({ mediaBase: 'https://m.example' })));
afterAll(() => service.close());

const ADDRESSES: readonly (readonly [path: string, query: Readonly<Record<string, string>>, fields: object])[] = [
  ['/v1/vast', { sessionId: 's', breakId: 'b' }, VAST_QUERY_SCHEMA.properties],
  ['/v1/vmap', { sessionId: 's', offsets: 'start' }, VMAP_QUERY_SCHEMA.properties],
  ['/v1/asset-list', { sessionId: 's', breakId: 'b' }, ASSET_LIST_QUERY_SCHEMA.properties],
  ['/v1/cohort/vast', { breakId: 'b' }, COHORT_QUERY_SCHEMA.properties],
  ['/v1/cohort/decision', { breakId: 'b' }, COHORT_QUERY_SCHEMA.properties],
  ['/v1/cohort/asset-list', { breakId: 'b' }, COHORT_QUERY_SCHEMA.properties],
];
/** As they are in an address. */
const ODD = [
  ...['', '0', '1', '-0', '-1', '-2', '[MACRO]', 'NaN', '1e309', '99999999999999999999', '0x10', 'null', 'true', '{}'],
  ...['%00', '%ED%A0%80', '%F0%9F%92%A5', '%C3%28', '%', '+', '%2B', ',', ',,', ':', 'x:', ':x', 'x:y,x:z', '..%2F'],
  ...['constructor:x', '__proto__:x', 'toString:x', 'hasOwnProperty', '%3CVAST%3E%5D%5D%3E', 'a'.repeat(300)],
];
const name = fc.oneof(
  fc.constantFrom('constructor', '__proto__', 'explain', 'sessionId', 'a b', '_HLS_start_offset'),
  fc.constantFrom(...ADDRESSES.flatMap(([, , fields]) => Object.keys(fields))),
);
/** A name that is said twice is a list, which no field is. */
const pairs = fc.array(fc.tuple(name, fc.constantFrom(...ODD)), { maxLength: 4 });

const BODY = {
  ...{ protocol: DECISION_PROTOCOL, sessionId: 's', breakId: 'b', kind: 'linear', startsAt: 0, durationMs: 30_000 },
  ...{ upids: [], budgetMs: 500 },
};
const field = fc.constantFrom('constructor', '__proto__', ...Object.keys(DECISION_REQUEST_SCHEMA.properties));
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom('\ud800', '', -1, 1e308, 5e-324, 3e9, null, [], {}, { ifa: '\udfff', ifaType: null, lmt: false }),
  fc.constantFrom({ custom: { constructor: ['x'] } }, { content: { genres: [''] } }, { maxAds: 0 }, { minMs: 1e300 }),
);

/** What a player hears: never that something broke. */
async function expectNoFault(answer: Response): Promise<void> {
  const text = await answer.text();
  expect([answer.status, answer.status >= 500 ? text : '']).toEqual([answer.status, '']);
  expect([200, 400, 404, 414]).toContain(answer.status);
}

describe('a request, however odd', () => {
  it('that an ad tag makes is answered, or told what is wrong with it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ADDRESSES), pairs, async ([path, query], more) => {
        const said = [...Object.entries(query), ...more].map(([key, text]) => `${encodeURIComponent(key)}=${text}`);
        await expectNoFault(await fetch(`${service.url}${path}?${said.join('&')}`));
      }),
      { numRuns: 300 },
    );
  });

  it('that says of one viewer what a cohort does not take, and twice, is answered without it', async () => {
    for (const field of Object.keys(VAST_QUERY_SCHEMA.properties).filter((one) => one !== 'breakId')) {
      const answer = await fetch(`${service.url}/v1/cohort/vast?breakId=b&${field}=x&${field}=y`);
      expect([field, answer.status]).toEqual([field, field in COHORT_QUERY_SCHEMA.properties ? 400 : 200]);
    }
  });

  it('that asks for a decision is answered, or told what is wrong with it', async () => {
    const change = fc.array(fc.tuple(field, value), { minLength: 1, maxLength: 3 });
    const format = fc.constantFrom('', '?format=vast', '?explain=1');
    await fc.assert(
      fc.asyncProperty(change, format, async (fields, query) => {
        const entries = [
          ...Object.entries<unknown>(BODY).filter(([key]) => !fields.some(([one]) => one === key)),
          ...fields,
        ];
        const body = `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${JSON.stringify(one)}`).join(',')}}`;
        const headers = { 'content-type': 'application/json' };
        await expectNoFault(await fetch(`${service.url}/v1/decisions${query}`, { method: 'POST', headers, body }));
      }),
      { numRuns: 300 },
    );
  });
});
