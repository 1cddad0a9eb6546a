import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readVtt } from './read-vtt.js';

const WEBVTT = `\uFEFFWEBVTT - of an ad
X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0

STYLE
::cue { color: lime }

NOTE made by hand

first
00:01.500 --> 00:03.000 align:start line:0
<v Ann>Half price, <i>this week</i></v>
at Fish &amp; Chips

01:00:00.000 --> 01:00:02.250
an hour in
`;

const SUBRIP =
  '1\r\n00:00:00,500 --> 00:00:02,000\r\n{\\an8}<font color="#fff">One</font>\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,0\r\nTwo\r\n';

describe('captions in WebVTT and SubRip', () => {
  it('have times in milliseconds and lines without markup', () => {
    expect(readVtt(WEBVTT)).toEqual([
      { startMs: 1500, endMs: 3000, lines: ['Half price, this week', 'at Fish & Chips'] },
      { startMs: 3_600_000, endMs: 3_602_250, lines: ['an hour in'] },
    ]);
  });

  it('are read with the comma and the numbers of SubRip', () => {
    expect(readVtt(SUBRIP)).toEqual([
      { startMs: 500, endMs: 2000, lines: ['One'] },
      { startMs: 2000, endMs: 3000, lines: ['Two'] },
    ]);
  });

  it('come in the order of their times, without those that never show', () => {
    const text =
      'WEBVTT\n\n00:05.000 --> 00:06.000\nlater\n\n00:01.000 --> 00:02.000\nsooner\n\n00:04.000 --> 00:03.000\nnever\n\n00:07.000 --> 00:08.000\n\n';
    expect(readVtt(text).map(({ lines }) => lines)).toEqual([['sooner'], ['later']]);
  });

  it.each(['', 'WEBVTT', '<html><p>404</p></html>', '{"error":"gone"}'])('are none in %j', (text) => {
    expect(readVtt(text)).toEqual([]);
  });

  it('are read in time that grows with their length, whatever they are', () => {
    expect(readVtt('<'.repeat(500_000))).toEqual([]);
    expect(readVtt(`00:01.000 --> 00:02.000\n${'<'.repeat(400_000)}`)).toHaveLength(1);
  });

  it('never throw, and end after they began', () => {
    const part = fc.constantFrom(
      'WEBVTT',
      '\n',
      '\n\n',
      '00:01.000',
      ' --> ',
      '00:02,5',
      '<b',
      '>',
      '&#x110000;',
      '&#0;',
      '1:2:3.4',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string())), (parts) =>
        readVtt(parts.join('')).every(({ startMs, endMs, lines }) => startMs < endMs && lines.length > 0),
      ),
    );
  });
});
