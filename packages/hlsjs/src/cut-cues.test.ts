import { describe, expect, it } from 'vitest';
import { cutCues } from './cut-cues.js';
import type { Stretch } from './stretch.js';

const cut = (text: string, stretch: Stretch | null): string =>
  new TextDecoder().decode(cutCues(new TextEncoder().encode(text).buffer, stretch));

/** Content from its 4th second on, behind 6 s of ads: what was second 4 is second 10. */
const BEHIND: Stretch = { shiftSeconds: 6, from: 10, to: 20 };
const CUES = [
  'before\n00:01.000 --> 00:03.900\nBefore',
  '00:03.000 --> 00:05.000 line:0\nAcross',
  '00:00:06.500 --> 00:00:07.000\nBehind\nin two lines',
];
const FILE = ['WEBVTT - made by hand', 'STYLE\n::cue { color: red }', ...CUES].join('\n\n');

describe('cutCues (WebVTT of subtitles behind ads in VOD, RFC 8216 §3.5)', () => {
  it('leaves out what is outside of the stretch, cuts what is across its end, and keeps the rest', () => {
    expect(cut(FILE, BEHIND).split(/\n{2,}/)).toEqual([
      'WEBVTT - made by hand\nX-TIMESTAMP-MAP=MPEGTS:90000,LOCAL:00:00:01.000',
      'STYLE\n::cue { color: red }',
      '00:00:04.000 --> 00:00:05.000 line:0\nAcross',
      '00:00:06.500 --> 00:00:07.000\nBehind\nin two lines\n',
    ]);
    expect(cut(FILE, { shiftSeconds: 0, from: 0, to: 4 })).toMatch(
      /before\n00:00:01.000 --> 00:00:03.900\nBefore\n\n00:00:03.000 --> 00:00:04.000 line:0\nAcross\n$/,
    );
  });
  it.each([
    ['MPEGTS:900000,LOCAL:00:00:00.000', 'MPEGTS:990000,LOCAL:00:00:01.000', -4],
    ['LOCAL:00:00:10.000,MPEGTS:900000', 'MPEGTS:990000,LOCAL:00:00:11.000', 6],
    ['MPEGTS:180000,LOCAL:01:00:00.500', 'MPEGTS:270000,LOCAL:01:00:01.500', 3604.5],
  ])('understands where %s says its cues are, and says the same of a second later', (map, later, shiftSeconds) => {
    const text = cut(FILE.replace('hand', `hand\nX-TIMESTAMP-MAP=${map}`), { ...BEHIND, shiftSeconds });
    expect(text).toContain(`hand\nX-TIMESTAMP-MAP=${later}\n\nSTYLE`);
    expect(text).toContain('00:00:04.000 --> 00:00:05.000');
    expect(text).not.toContain('Before');
  });
  it('counts on where the clock of MPEG begins anew', () => {
    const text = cut(FILE.replace('hand', 'hand\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000'), {
      ...BEHIND,
      shiftSeconds: 6 - 2 ** 33 / 90_000,
    });
    expect(text).toContain('00:00:04.000 --> 00:00:05.000');
    expect(text).not.toContain('Before');
  });
  it('cuts nothing where nothing is known of the picture', () => {
    expect(
      cut(FILE, null)
        .split(/\n{2,}/)
        .slice(1)
        .join('\n\n'),
    ).toBe(`${FILE.slice(FILE.indexOf('STYLE'))}\n`);
  });
  it.each(['<html>', ''])('leaves what is no WebVTT as it is: %j', (text) => expect(cut(text, BEHIND)).toBe(text));
});
