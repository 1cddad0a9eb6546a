import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';

/** What Chromium got after 53 and the script-tag bundle calls. */
const LATER = `
  delete Array.prototype.flat; delete Array.prototype.flatMap;
  delete String.prototype.padStart; delete String.prototype.padEnd; delete String.prototype.trimEnd;
  delete Object.entries; delete Object.values; delete Object.fromEntries;`;
const brought = readFileSync(new URL('../../scripts/old-globals.js', import.meta.url), 'utf8');

/** What a line of script comes to on such an engine, as JSON. */
const onOldEngine = (line: string): unknown =>
  JSON.parse(String(runInContext(`${LATER}\n${brought}\nJSON.stringify(${line})`, createContext({}))));
const here = (line: string): unknown => JSON.parse(String(runInContext(`JSON.stringify(${line})`, createContext({}))));

describe('what the script-tag bundle brings to an engine as old as Chromium 53 (ECMA-262)', () => {
  it.each([
    ['§23.1.3.13', '[1, [2, [3, [4]]], , []].flat()'],
    ['§23.1.3.13', '[1, [2, [3, [4]]]].flat(0)'],
    ['§23.1.3.13', '[1, [2, [3, [4]]]].flat(Infinity)'],
    ['§23.1.3.14', '[1, 2, 3].flatMap((n, at, all) => n === 2 ? [] : [n, [at], all.length])'],
    ['§23.1.3.14', '[1, , 2].flatMap(function (n) { return n + this.by; }, { by: 4 })'],
    [
      '§22.1.3.16',
      '["7".padEnd(3, "0"), "7".padEnd(4), "1234".padEnd(3, "0"), "a".padEnd(6, "xy"), "a".padEnd(3, "")]',
    ],
    ['§22.1.3.17', '["7".padStart(3, "0"), "7".padStart(4), "1234".padStart(3, "0"), "a".padStart(6, "xy")]'],
    ['§22.1.3.33', '"\\n a b \\u00a0\\ufeff\\r\\n".trimEnd()'],
    ['§20.1.2.5', 'Object.entries({ b: 1, a: [2] })'],
    ['§20.1.2.24', 'Object.values({ b: 1, a: [2] })'],
    ['§20.1.2.7', 'Object.fromEntries(new Map([["a", 1], ["b", 2], ["__proto__", 3]]))'],
    [
      'no name of which is counted',
      '(() => { const names = []; for (const name in []) names.push(name); return names; })()',
    ],
  ])('%s: %s', (_clause, line) => {
    expect(onOldEngine(line)).toEqual(here(line));
  });

  it('leaves what an engine has of its own', () => {
    const line = '[Array.prototype.flatMap, Object.entries].map((one) => /native code/.test(String(one)))';
    expect(JSON.parse(String(runInContext(`${brought}\nJSON.stringify(${line})`, createContext({}))))).toEqual([
      true,
      true,
    ]);
  });
});
