import Ajv from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startService, type Service } from '../service.js';
import { ANSWER_SCHEMAS } from './answer-schemas.js';
import { ROUTE_WORDS } from './route-words.js';

interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, { readonly description?: string }>>;
}

let service: Service;
let operations: ReadonlyMap<string, Operation>;
beforeAll(async () => {
  const origin = 'http://127.0.0.1:9/live/main.m3u8'; // the stitched channel's addresses are there, nobody calls them
  service = await startService({ origin });
  const { paths } = (await (await fetch(`${service.url}/openapi.json`)).json()) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  };
  operations = new Map(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation] as const),
    ),
  );
});
afterAll(() => service.close());

describe('GET /openapi.json', () => {
  it('says of every address what it is for and what it may answer, and of no other', () => {
    expect([...operations.keys()].sort()).toEqual([...ROUTE_WORDS.keys()].sort());
    for (const [address, { summary, tags, responses }] of operations) {
      expect([address, summary, tags?.length]).toEqual([address, expect.any(String), 1]);
      for (const { description } of Object.values(responses)) expect(description).not.toBe('Default Response');
    }
  });

  it('wants a token where one is wanted', async () => {
    for (const [address, { security }] of operations) {
      const [method = '', path = ''] = address.split(' ');
      const url = service.url + path.replaceAll(/\{\w+\}\??/g, '1');
      const isRefused = [401, 403].includes((await fetch(url, { method: method.toUpperCase() })).status);
      expect([address, security !== undefined]).toEqual([address, isRefused]);
    }
  });

  it('describes a decision as it comes', async () => {
    const ajv = new Ajv({ strict: false });
    const schema = { $ref: '#/components/schemas/DecisionReply', components: { schemas: ANSWER_SCHEMAS } };
    const question = {
      ...{ protocol: 1, sessionId: 's', breakId: 'b', kind: 'linear', startsAt: 0, durationMs: 12000 },
      ...{ upids: [], budgetMs: 800 },
    };
    const response = await fetch(`${service.url}/v1/decisions?explain=1`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(question) },
    });
    const check = ajv.compile(schema);
    check(await response.json());
    expect(check.errors).toBeNull();
  });

  it('describes a refusal as it comes', async () => {
    const check = new Ajv({ strict: false }).compile(ANSWER_SCHEMAS.Error);
    check(await (await fetch(`${service.url}/v1/vast`)).json());
    expect(check.errors).toBeNull();
  });
});
