import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTtml } from './read-ttml.js';

const TTML = `<?xml version="1.0"?>
<tt:tt xmlns:tt="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:frameRate="25" ttp:tickRate="1000">
  <tt:body><tt:div>
    <tt:p xml:id="a" begin="00:00:01.500" end="00:00:03.000">Half
      price,<tt:br/><tt:span>this &#8222;week&#x201c;</tt:span></tt:p>
    <tt:p begin="00:00:03:05" dur="1.5s">25 frames a second</tt:p>
    <tt:p begin="6000t" end="7s">ticks</tt:p>
    <tt:p begin="8s" end="9s"/>
  </tt:div></tt:body>
</tt:tt>`;

describe('captions in TTML', () => {
  it('have the times of their paragraphs, as clocks, frames, ticks and offsets', () => {
    expect(readTtml(TTML)).toEqual([
      { startMs: 1500, endMs: 3000, lines: ['Half price,', 'this „week“'] },
      { startMs: 3200, endMs: 4700, lines: ['25 frames a second'] },
      { startMs: 6000, endMs: 7000, lines: ['ticks'] },
    ]);
  });

  it('without an end are read to the end of the ad', () => {
    expect(readTtml('<tt xml:lang="en"><p begin="2s">on and on</p></tt>')).toEqual([
      { startMs: 2000, endMs: Infinity, lines: ['on and on'] },
    ]);
  });

  it('are read in time that grows with their length, whatever they are', () => {
    expect(readTtml(`<tt ${'<p begin="1s"'.repeat(40_000)}`)).toEqual([]);
    expect(readTtml(`<tt ${'<p begin="1s">'.repeat(40_000)}`)).toEqual([]);
  });

  it('never throw, and end after they began', () => {
    const part = fc.constantFrom(
      '<tt ',
      '<p ',
      'begin="1s"',
      'end="00:00:02"',
      'dur="x"',
      '>',
      '</p>',
      '<br/>',
      'frameRate="0"',
      '/>',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string())), (parts) =>
        readTtml(parts.join('')).every(({ startMs, endMs, lines }) => startMs < endMs && lines.length > 0),
      ),
    );
  });
});
