import { describe, expect, it } from 'vitest';
import { NUMBERS, problemsOf, readRequirements, summaryOf, titlesIn } from '../../scripts/requirements.mjs';

const FILES: Readonly<Record<string, string>> = {
  'a.test.ts': "describe('a', () => { it('holds', () => {}); it('is twice', f); it('is twice', f); });",
  'bench/swap.ts': '',
};
const read = (file: string): string | null => FILES[file] ?? null;
const PROOF = '  - `a.test.ts`: `holds`';

/** A page with all numbers proven, but for what `over` says of some. */
const page = (over: Readonly<Record<string, string>> = {}): string =>
  NUMBERS.map((number) => over[number] ?? `- **${number}** It holds.\n${PROOF}`).join('\n');
const problems = (over?: Readonly<Record<string, string>>) => problemsOf(readRequirements(page(over)), read);

describe('a page of requirements', () => {
  it('is right where each stands there once, with a test that is there', () => {
    expect(problems()).toEqual([]);
    expect(NUMBERS).toHaveLength(41);
  });
  it('may name a benchmark, and what goes on in the next line', () => {
    expect(problems({ R8: '- **R8** It is\n  short.\n  - `node bench/run.mjs swap`, 20 runs' })).toEqual([]);
  });
  it.each([
    ['one that is missing', { R4: '' }, 'R4: stands there 0 times, expected once'],
    ['one that stands there twice', { R4: `- **R3** Again.\n${PROOF}` }, 'R3: stands there 2 times, expected once'],
    [
      'one that nobody asked for',
      { R4: `- **R25** It holds.\n${PROOF}` },
      'R25: is none of the numbers that belong here',
    ],
    ['no test', { R4: '- **R4** It holds.' }, 'R4: names no test, expected one or "open: <why>"'],
    [
      'a file that is gone',
      { R4: '- **R4** It holds.\n  - `b.test.ts`: `holds`' },
      'R4: names b.test.ts, which is not there',
    ],
    [
      'a title that is gone',
      { R4: '- **R4** It holds.\n  - `a.test.ts`: `hold`' },
      'R4: names "hold" of a.test.ts, which has 0 of that title, expected one',
    ],
    [
      'a title that two tests have',
      { R4: '- **R4** It holds.\n  - `a.test.ts`: `is twice`' },
      'R4: names "is twice" of a.test.ts, which has 2 of that title, expected one',
    ],
    ['a test named twice', { R4: `- **R4** It holds.\n${PROOF}\n${PROOF}` }, 'R4: names twice a.test.ts: holds'],
    [
      'prose in the place of a test',
      { R4: `- **R4** It holds.\n${PROOF}\n  - by hand` },
      'R4: has an item that is no test: - by hand',
    ],
    [
      'open with a test',
      { R4: `- **R4** It holds.\n${PROOF}\n  - open: no time` },
      'R4: is open and names a test, expected "partly: <what is missing>"',
    ],
  ])('refuses %s', (_, over, problem) => expect(problems(over)).toContain(problem));
  it('counts what is open, and what is proven in part', () => {
    const over = {
      R4: '- **R4** It holds.\n  - open: no TV here',
      R5: `- **R5** It holds.\n${PROOF}\n  - partly: live only`,
    };
    const entries = readRequirements(page(over));
    expect(problemsOf(entries, read)).toEqual([]);
    expect(summaryOf(entries)).toBe('39 proven, 1 partly (R5), 1 open (R4)');
    expect(entries.filter(({ lacks }) => lacks).map(({ lacks }) => lacks?.why)).toEqual(['no TV here', 'live only']);
  });
});

describe('the titles of a file of tests', () => {
  it('are those of tests, of groups and of tables, as they are written', () => {
    const source = [
      "describe('a group', () => {",
      "  it('doesn\\'t fail', () => {});",
      '  it.each([1, 2])("%s", f);',
      '  describe.each<[string]>([',
      "    ['x', () => call('not a title', 1)],",
      "  ] as const)('with %s', f);",
      "  it.skipIf(old)('runs on new ones', f);",
    ].join('\n');
    expect(titlesIn(source)).toEqual(['a group', "doesn't fail", '%s', 'with %s', 'runs on new ones']);
  });
  it('are none of what is skipped', () => {
    expect(titlesIn("it.skip('is skipped', f); it.todo('is to be written', f);")).toEqual([]);
  });
});
