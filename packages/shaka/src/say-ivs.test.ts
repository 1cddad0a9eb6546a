import { describe, expect, it } from 'vitest';
import { sayIvs } from './say-ivs.js';

const KEY = '#EXT-X-KEY:METHOD=AES-128,URI="k"';
const iv = (hex: string): string => `${KEY},IV=0x${hex.padStart(32, '0')}`;
const said = (...lines: readonly string[]): readonly string[] => sayIvs(lines.join('\n')).split('\n');

describe('sayIvs (RFC 8216 §5.2)', () => {
  it('says the media sequence number of each segment as its IV, in the order of bytes of the network', () => {
    expect(said('#EXT-X-MEDIA-SEQUENCE:254', '#EXT-X-MAP:URI="i"', KEY, '#EXTINF:2,', 'a', '#EXTINF:2,', 'b')).toEqual(
      ['#EXT-X-MEDIA-SEQUENCE:254', '#EXT-X-MAP:URI="i"', KEY]
        .concat(['#EXTINF:2,', iv('fe'), 'a'])
        .concat(['#EXTINF:2,', iv('ff'), 'b']),
    );
  });

  it.each(['AES-256', 'AES-256-CTR'])('says it for %s', (method) => {
    const key = KEY.replace('AES-128', method);
    const lines = ['#EXT-X-MEDIA-SEQUENCE:3', key, '#EXTINF:2,'];
    expect(said(...lines, 'a')).toEqual([...lines, iv('3').replace('AES-128', method), 'a']);
  });

  it('leaves an IV that is said, and segments in the clear, and counts them', () => {
    const told = `${KEY},IV=0x01`;
    const lines = [told, '#EXTINF:2,', 'a', '#EXT-X-KEY:METHOD=NONE', '#EXTINF:2,', 'ad', KEY, '#EXTINF:2,', 'b'];
    expect(said(...lines)).toEqual([...lines.slice(0, -1), iv('2'), 'b']);
  });

  it('leaves keys of samples, of which a licence says all', () => {
    const text = '#EXTM3U\n#EXT-X-KEY:METHOD=SAMPLE-AES-CTR,URI="k"\n#EXTINF:2,\na\n';
    expect(sayIvs(text)).toBe(text);
    const gcm = text.replace('SAMPLE-AES-CTR', 'AES-256-GCM');
    expect(sayIvs(gcm)).toBe(gcm);
    const both = `${KEY}\n#EXT-X-KEY:METHOD=SAMPLE-AES-CTR,URI="k"\n#EXTINF:2,\na\n`;
    expect(sayIvs(both)).toBe(both);
  });
});
