import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ERRORS } from '@cutaway/model';

interface Row {
  readonly name: string;
  readonly code: number;
  /** VAST's, or VMAP's in its section. */
  readonly told: number | null;
  readonly text: string;
}

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
const errors = Object.entries(ERRORS).map(([name, error]) => ({ name, vmap: null, ...error }));
const catalogue: Row[] = errors.map(({ name, code, vast, vmap, text }) => ({ name, code, told: vmap ?? vast, text }));

/** Rows of the page's tables: `| 7101 | \`NAME\` | – or a code | text |`. */
function readRows(markdown: string): Row[] {
  return [...markdown.matchAll(/^\| (\d{4}) +\| `(\w+)` +\| (–|\d+) +\| (.+?) +\|$/gm)].map(
    ([, code, name, told, text]) => ({
      name: name ?? '',
      code: Number(code),
      told: told === '–' ? null : Number(told),
      text: text ?? '',
    }),
  );
}

describe('docs/errors.md', () => {
  it('has every error of the catalogue, with its code, VAST or VMAP code and text, and no other', () => {
    expect(readRows(page)).toEqual(catalogue);
  });
});

describe('the error catalogue', () => {
  it('never uses a number twice', () => {
    const codes = catalogue.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('lists its errors by number', () => {
    const codes = catalogue.map(({ code }) => code);
    expect(codes).toEqual([...codes].sort((a, b) => a - b));
  });

  it.each(catalogue)('says what $name could not do, the state and what was expected', ({ text }) => {
    expect(text).toMatch(/^Cannot [^:]+: [^:]+, expected [^:]+$/);
  });

  it.each(errors.filter(({ vmap }) => vmap !== null))(
    'gives $name an error code of VMAP (VMAP 1.0.1 §2.4)',
    ({ vmap }) => {
      expect([1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008]).toContain(vmap);
    },
  );

  it.each(errors.filter(({ vast }) => vast !== null))(
    'gives $name a VAST error code (VAST 4.3 §2.3.6.3)',
    ({ vast }) => {
      const defined = [
        100, 101, 102, 200, 201, 202, 203, 204, 205, 206, 300, 301, 302, 303, 304, 400, 401, 402, 403, 405,
      ];
      const rest = [406, 407, 408, 409, 410, 500, 501, 502, 503, 600, 601, 602, 603, 604, 900, 901, 902];
      expect([...defined, ...rest]).toContain(vast);
    },
  );
});
