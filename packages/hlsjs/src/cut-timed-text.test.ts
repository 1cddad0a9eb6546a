import { describe, expect, it } from 'vitest';
import { cutCues } from './cut-cues.js';
import type { Stretch } from './stretch.js';

/** A box with a text in it. */
const box = (type: string, text: string): readonly number[] => {
  const body = [...new TextEncoder().encode(type + text)];
  return [0, 0, (body.length + 4) >> 8, (body.length + 4) & 255, ...body];
};
const cut = (stretch: Stretch | null, ...boxes: readonly (readonly number[])[]): string =>
  new TextDecoder().decode(cutCues(Uint8Array.from(boxes.flat()).buffer, stretch));

/** Content from its 4th second on, behind 6 s of ads: what was second 4 is second 10. */
const BEHIND: Stretch = { shiftSeconds: 6, from: 10, to: 20 };
const tt = (body: string, parameters = ''): string =>
  `<tt xmlns="http://www.w3.org/ns/ttml"${parameters}><head><region xml:id="r"/></head><body><div>${body}</div></body></tt>`;
/** What is left of one cue. */
const cueOf = (attributes: string, parameters?: string): string =>
  /<p[^]*?>/.exec(cut(BEHIND, box('moof', 'any'), box('mdat', tt(`<p ${attributes}>é</p>`, parameters))))?.[0] ?? '';

describe('cutCues (IMSC1 in fMP4 behind ads in VOD, TTML1 §10)', () => {
  it('takes from what is outside of the stretch its time, cuts what is across its bounds, and keeps the rest', () => {
    expect(cueOf('begin="00:00:01.000" end="00:00:03.900"')).toBe('<p end="00:00:03.900">');
    expect(cueOf('begin="00:00:03.000" end="00:00:05.000" region="r"')).toBe(
      '<p begin="4.000s" end="5.000s" region="r">',
    );
    expect(cueOf('region="r" begin="13s" end="15.5s"')).toBe('<p region="r" begin="13.000s" end="14.000s">');
    expect(cueOf('begin="5s" dur="2s"')).toBe('<p begin="5s" dur="2s">');
  });
  it.each([
    ['milliseconds', 'begin="3000ms" dur="2000ms"', ''],
    ['frames of a clock', 'begin="00:00:03:00" end="00:00:04:25"', ' ttp:frameRate="25"'],
    ['frames', 'begin="75f" end="125f"', ' ttp:frameRate="25"'],
    ['frames of 29.97', 'begin="90f" end="150f"', ' ttp:frameRate="30" ttp:frameRateMultiplier="1001 1000"'],
    ['ticks', "begin='30000000t' end='50000000t'", " ttp:tickRate='10000000'"],
    ['minutes', 'begin="0.05m" dur="2s"', ''],
  ])('understands %s', (_name, attributes, parameters) => {
    expect(cueOf(attributes, parameters)).toMatch(/^<p begin="4\.000s" end="(5\.00|4\.99)\d+s">$/);
  });
  it('leaves what says no time, and a time that nobody understands, as it is', () => {
    for (const attributes of ['xml:id="a"', 'begin="soon" end="later"', 'begin="1s"'])
      expect(cueOf(attributes)).toBe(`<p ${attributes}>`);
  });
  it('hands on each data box as one', () => {
    const cue = (begin: number): string => tt(`<p begin="${begin}s" dur="1s">${begin}</p>`);
    const text = cut(BEHIND, box('mdat', cue(1)), box('moof', ''), box('mdat', cue(5)));
    expect(text.match(/mdat<tt/g)).toHaveLength(2);
    expect(text).toMatch(/<p dur="1s">1[^]*<p begin="5s" dur="1s">5/);
  });
  it('hands on as they are what has no data, what is cut off, and all where nothing is known of the picture', () => {
    const cue = box('mdat', tt('<p begin="1s" end="2s">A</p>'));
    expect(cut(null, cue)).toContain('begin="1s"');
    expect(cut(BEHIND, cue.slice(0, -1))).toContain('begin="1s"');
    expect(cut(BEHIND, box('moov', 'begin="1s"'))).toContain('begin="1s"');
  });
});
