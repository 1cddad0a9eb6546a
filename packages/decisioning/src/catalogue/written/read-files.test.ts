import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFiles } from './read-files.js';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'files-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

async function read(name: string, text: string) {
  const file = path.join(folder, name);
  await writeFile(file, text);
  const { documents, faults } = await readFiles([file]);
  return { data: documents[0]?.data, faults: faults.map((fault) => fault.text) };
}

describe('readFiles', () => {
  it.each(['c.json', 'c.yaml'])(
    'reads %s as editors on Windows save it: a byte order mark, CR and LF',
    async (name) => {
      const text = '\uFEFF{\r\n  "currency": "EUR"\r\n}\r\n';
      expect(await read(name, text)).toEqual({ data: { currency: 'EUR' }, faults: [] });
    },
  );

  it('reads YAML in which hundreds of line items share one part', async () => {
    const items = Array.from({ length: 300 }, (_, n) => `  - { id: li-${n}, targeting: *homes }\n`);
    const text = `lineItems:\n  - { id: first, targeting: &homes { geo.country: [US] } }\n${items.join('')}`;
    const { data, faults } = await read('c.yaml', text);
    expect(faults).toEqual([]);
    expect(data).toMatchObject({ lineItems: { length: 301, 300: { targeting: { 'geo.country': ['US'] } } } });
  });

  it('reads line items that are as another one is, but for what they say themselves (`<<`)', async () => {
    const text = `lineItems:
  - &base { id: base, priceCpm: 4, targeting: &homes { geo.zip: [02139] } }
  - { <<: *base, id: own, targeting: { <<: *homes, device.type: [tv] } }
  - { <<: [{ priceCpm: 9 }, *base], id: first-counts }
`;
    const { data } = await read('c.yaml', text);
    expect(data).toEqual({
      lineItems: [
        { id: 'base', priceCpm: 4, targeting: { 'geo.zip': ['02139'] } },
        { id: 'own', priceCpm: 4, targeting: { 'geo.zip': ['02139'], 'device.type': ['tv'] } },
        { id: 'first-counts', priceCpm: 9, targeting: { 'geo.zip': ['02139'] } },
      ],
    });
  });

  it.each([
    ['itself', '- &a { <<: *a }'],
    ['what is no map', '- &a [x]\n- { <<: *a }'],
    ['what is not there', '- { <<: *a }'],
  ])('refuses YAML that takes its part from %s', async (_what, text) => {
    const { data, faults } = await read('c.yaml', text);
    expect(data).toBeUndefined();
    expect(faults).toEqual([expect.stringMatching(/cannot be read \(.+\), expected a file of YAML$/)]);
  });

  it('refuses YAML whose parts grow by being shared', async () => {
    const grown = Array.from({ length: 8 }, (_, n) => `- &a${n + 1} [${Array(10).fill(`*a${n}`).join(', ')}]\n`);
    const { faults } = await read('c.yaml', `- &a0 [x]\n${grown.join('')}`);
    expect(faults).toEqual([expect.stringContaining('Excessive alias count')]);
  });

  it.each([
    ['a postal code', 'geo.zip: [02139, 10001]', { 'geo.zip': ['02139', '10001'] }],
    ['a version', 'device.osVersion: 10.10', { 'device.osVersion': '10.10' }],
    ['a long id', 'content.id: [12345678901234567890]', { 'content.id': ['12345678901234567890'] }],
    [
      'a value of a branch',
      'any: [{ dimension: geo.zip, in: [02139] }]',
      { any: [{ dimension: 'geo.zip', in: ['02139'] }] },
    ],
  ])('keeps %s of a targeting as it is written, though YAML has a number of it', async (_what, targeting, expected) => {
    const { data } = await read('c.yaml', `lineItems: [{ id: li, priceCpm: 4.50, targeting: { ${targeting} } }]`);
    expect(data).toEqual({ lineItems: [{ id: 'li', priceCpm: 4.5, targeting: expected }] });
  });

  it('takes hours as numbers, as clocks show them', async () => {
    const hours = '{ all: [{ hour: [07, 8] }, { dimension: hour, in: [09] }] }';
    const { data } = await read('c.yaml', `lineItems: [{ targeting: ${hours} }]`);
    const expected = { all: [{ hour: [7, 8] }, { dimension: 'hour', in: [9] }] };
    expect(data).toEqual({ lineItems: [{ targeting: expected }] });
  });
});
