import { describe, expect, it } from 'vitest';
import { aPlaylist } from './playlist.builder.js';
import { cleanText, whatCame } from './what-came.js';

describe('whatCame', () => {
  it('tells playlists and MPDs from each other', () => {
    expect(whatCame(aPlaylist())).toEqual({ type: 'media' });
    expect(whatCame('\uFEFF#EXTM3U\n#EXT-X-TARGETDURATION:6\n')).toEqual({ type: 'media' });
    expect(whatCame('#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8\n')).toEqual({ type: 'multivariant' });
    expect(whatCame('<?xml version="1.0"?>\n<MPD type="static"></MPD>')).toEqual({ type: 'mpd' });
  });

  it.each([
    ['', 'is empty'],
    [' \n', 'is empty'],
    ['<!DOCTYPE html>\n<html>', 'is HTML that starts with "<!DOCTYPE html> <html>"'],
    ['{"error":1}', 'is JSON that starts with "{"error":1}"'],
    ['<?xml version="1.0"?><VAST/>', 'is XML that starts with "<?xml version="1.0"?><VAST/>"'],
    ['no playlist', 'is text that starts with "no playlist"'],
    ['\u0000\u0000\u0000\u0018ftypiso5', 'is binary data (a segment?)'],
    ['#EXTM3U\n', 'is a playlist without EXT-X-TARGETDURATION and without segments'],
    ['#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n', 'is a multivariant playlist that lists no variant'],
  ])('says what %j is instead', (text, expected) => {
    expect(whatCame(text)).toEqual({ type: 'other', text: expected });
  });

  it('lets nobody steer the terminal', () => {
    expect(cleanText('a\u001b[2Jb\u202e')).toBe('a.[2Jb.');
  });
});
