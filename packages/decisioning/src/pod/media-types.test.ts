import { expect, it } from 'vitest';
import { hasTypeOf } from './media-types.js';

it.each([
  [['video/mp4'], ['video/mp4'], true],
  [['video/mp4'], ['application/dash+xml', 'video/mp4'], true],
  [['video/mp4'], ['video/webm'], false],
  [['VIDEO/MP4'], ['video/mp4; codecs="avc1.4d401f"'], true],
  [['video/mp4; codecs="avc1.4d401f"'], ['video/mp4'], true],
  [['application/x-mpegURL'], ['application/vnd.apple.mpegurl'], true],
  [['application/vnd.apple.mpegurl'], ['video/mp4'], false],
  [['video/mp4'], [], false],
])('of a player of %j is an ad with %j: %s', (mimes, types, isPlayed) => {
  const files = types.map((type) => ({ type }));
  expect(hasTypeOf(files, mimes)).toBe(isPlayed);
});
