import { describe, expect, it } from 'vitest';
import { fillVariables } from './fill-variables.js';

const linesOf = (text: string, url = 'https://h/p.m3u8', imports: Record<string, string> = {}) =>
  fillVariables(text, url, new Map(Object.entries(imports))).text.split('\n');

describe('fillVariables (EXT-X-DEFINE, RFC 8216bis §4.4.2.3)', () => {
  it('fills what a playlist defines itself, in addresses and in attributes', () => {
    const text =
      '#EXTM3U\n#EXT-X-DEFINE:NAME="cdn",VALUE="https://c.example/1"\n#EXT-X-MAP:URI="{$cdn}/i.mp4"\n{$cdn}/0.m4s';
    expect(linesOf(text)).toEqual([
      '#EXTM3U',
      '#EXT-X-MAP:URI="https://c.example/1/i.mp4"',
      'https://c.example/1/0.m4s',
    ]);
    expect([...fillVariables(text, 'https://h/p.m3u8').variables]).toEqual([['cdn', 'https://c.example/1']]);
  });
  it('fills what it imports from its multivariant playlist', () => {
    expect(linesOf('#EXTM3U\n#EXT-X-DEFINE:IMPORT="t"\n0.m4s?t={$t}', undefined, { t: '9' })).toContain('0.m4s?t=9');
  });
  it('fills what the query of its address says', () => {
    const text = '#EXTM3U\n#EXT-X-DEFINE:QUERYPARAM="tok-en"\n0.m4s?k={$tok-en}';
    expect(linesOf(text, 'https://h/p.m3u8?a=1&tok-en=x%2Fy#f')).toContain('0.m4s?k=x/y');
    expect(linesOf(text, 'https://h/p.m3u8?tok-en=100%')).toContain('0.m4s?k=100%');
  });
  it('leaves a reference to nothing as it is, and a playlist without definitions, too', () => {
    expect(linesOf('#EXTM3U\n#EXT-X-DEFINE:IMPORT="a"\n{$a}{$constructor}')).toContain('{$a}{$constructor}');
    expect(linesOf('#EXTM3U\n{$a}.ts')).toEqual(['#EXTM3U', '{$a}.ts']);
  });
});
