import { expect, it } from 'vitest';
import { isSoundAlone } from './codecs.js';

it.each(['mp4a.40.2', 'ec-3, mp4a.40.5', 'fLaC', 'mp4a.40.2,wvtt'])('takes %s for sound alone (RFC 6381)', (codecs) =>
  expect(isSoundAlone(codecs)).toBe(true),
);
it.each(['avc1.4d4015,mp4a.40.2', 'hvc1.1.6.L93.B0', 'vvc1.1.L67', 'wvtt', '', null])(
  'takes %s for a picture, or for what may be one',
  (codecs) => expect(isSoundAlone(codecs)).toBe(false),
);
