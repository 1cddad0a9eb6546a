import { describe, expect, it } from 'vitest';
import { readMediaPlaylist } from './media-playlist.js';
import { plainWindow } from './plain-window.js';

const DATE = '#EXT-X-PROGRAM-DATE-TIME:2026-01-01T12:00:00.000Z';
const plain = (...lines: readonly string[]): string | undefined => {
  const playlist = readMediaPlaylist(lines.join('\n'));
  return playlist ? plainWindow(playlist) : undefined;
};
const window = (...tags: readonly string[]) => [
  ...['#EXTM3U', '#EXT-X-MEDIA-SEQUENCE:7', ...tags, DATE, '#EXTINF:2,', 'a.m4s', '#EXTINF:2,', 'b.m4s'],
];

describe('a window without ads', () => {
  it('is as the origin wrote it', () => {
    expect(plain(...window())).toBe(window().join('\n'));
  });

  it('does not teach a player the parts and skips of the origin', () => {
    const control = '#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,HOLD-BACK=6,CAN-SKIP-UNTIL=12';
    expect(plain(...window(control, '#EXT-X-PART:DURATION=0.5,URI="p.m4s"'))).toBe(
      window('#EXT-X-SERVER-CONTROL:HOLD-BACK=6').join('\n'),
    );
  });

  it('that is a delta update says the number of its own first segment', () => {
    expect(plain(...window('#EXT-X-SKIP:SKIPPED-SEGMENTS=5'))).toBe(
      window().join('\n').replace('SEQUENCE:7', 'SEQUENCE:12'),
    );
  });

  it('that has no dates can never hold ads, and keeps everything', () => {
    const undated = window('#EXT-X-PART-INF:PART-TARGET=0.5', '#EXT-X-SKIP:SKIPPED-SEGMENTS=5');
    const text = undated.filter((line) => line !== DATE);
    expect(plain(...text)).toBe(text.join('\n'));
  });
});
