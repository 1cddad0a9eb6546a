import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseVast } from '../parse-vast.js';
import { parseVmap } from '../vmap/parse-vmap.js';

/** What came after Chromium 53, which is the oldest engine that the TV build is for. */
const LATER: readonly (readonly [object, readonly string[]])[] = [
  [String.prototype, ['trimStart', 'trimEnd', 'trimLeft', 'padStart', 'padEnd', 'matchAll', 'replaceAll', 'at']],
  [Array.prototype, ['flat', 'flatMap', 'at', 'findLast', 'findLastIndex']],
  [Object, ['entries', 'values', 'fromEntries', 'getOwnPropertyDescriptors', 'hasOwn']],
  [globalThis, ['TextDecoder', 'structuredClone']],
];

/** Runs it without them. Afterwards all is as it was, so that the test's own runner does not notice. */
function onChromium53<T>(run: () => T): T {
  const taken = LATER.map(([owner, names]) =>
    names.map((name) => [owner, name, Object.getOwnPropertyDescriptor(owner, name)] as const),
  );
  for (const [owner, names] of LATER) for (const name of names) Reflect.deleteProperty(owner, name);
  try {
    return run();
  } finally {
    for (const each of taken)
      for (const [owner, name, native] of each) {
        Reflect.deleteProperty(owner, name);
        if (native) Reflect.defineProperty(owner, name, native);
      }
  }
}

describe('reading on an engine as old as Chromium 53', () => {
  const full = readFileSync(new URL('../../cases/reading/exemplary/everything.xml', import.meta.url), 'utf8');

  it('gives the same document as on this one', () => {
    expect(onChromium53(() => parseVast(full))).toEqual(parseVast(full));
    const vmap = `<VMAP><AdBreak timeOffset="25%"><AdSource><VASTAdData>${full}</VASTAdData></AdSource></AdBreak></VMAP>`;
    expect(onChromium53(() => parseVmap(vmap))).toEqual(parseVmap(vmap));
  });
  it('brings trimStart, which fast-xml-parser calls, as engines have it', () => {
    const seen = onChromium53(() => {
      const before = 'trimStart' in String.prototype;
      parseVast('<VAST version="3.0"/>');
      return { before, trimmed: ' \n\uFEFF\u00a0x '.trimStart(), enumerable: Object.keys(String.prototype) };
    });
    expect(seen).toEqual({ before: false, trimmed: 'x ', enumerable: [] });
  });
});
