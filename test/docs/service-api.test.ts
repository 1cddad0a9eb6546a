import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { KIND_PATHS } from '../../packages/decisioning/src/http/admin-schema.js';
import { ROUTE_WORDS } from '../../packages/decisioning/src/http/route-words.js';

const rows = readFileSync(new URL('../../docs/service-api.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => /^\| `(GET|POST|PUT|PATCH|DELETE) /.test(line))
  .map((line) => {
    const [address = '', summary, codes] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    return { address: address.replaceAll('`', ''), summary, codes };
  });

/** The seven lists of the administration are alike: the page has the first of them for all. */
const OTHER_LISTS = Object.values(KIND_PATHS).slice(1);

describe('docs/service-api.md', () => {
  it('has each address with what it is for and what it may answer, and no other', () => {
    const written = [...ROUTE_WORDS]
      .filter(
        ([address]) =>
          !OTHER_LISTS.some((path) => new RegExp(`/v1/${path}(/\\{id\\}(/(reset|pause|resume))?)?$`).test(address)),
      )
      .map(([address, { summary, answers }]) => {
        const [method = '', path] = address.split(' ');
        return { address: `${method.toUpperCase()} ${path}`, summary, codes: Object.keys(answers).join(', ') };
      });
    expect(rows).toEqual(written);
  });
});
