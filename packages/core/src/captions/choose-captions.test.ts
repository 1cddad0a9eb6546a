import type { CaptionFile } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import { chooseCaptions, notationOf } from './choose-captions.js';

const file = (language: string | null, type = 'text/vtt'): CaptionFile => ({
  url: `https://ads.test/${language}.vtt`,
  type,
  language,
});
const track = (language: string | null) => ({ language, role: null });

describe('the file of captions that an ad has for a viewer', () => {
  const [english, german, none] = [file('en'), file('de-AT'), file(null)];

  it.each([
    ['of the captions that he reads', 'de', 'en', german],
    ['of those in three letters', 'ger', 'en', german],
    ['of the sound that he hears', 'fr', 'de', german],
    ['that is named nowhere', 'fr', 'it', none],
  ] as const)('is in the language %s', (_, text, audio, expected) => {
    expect(chooseCaptions([english, german, none], track(text), track(audio))).toBe(expected);
  });

  it('is the first where no language fits', () => {
    expect(chooseCaptions([english, german], track(null), null)).toBe(english);
  });

  it('is one that can be read', () => {
    expect(chooseCaptions([file('en', 'application/x-scc'), german], track('en'), null)).toBe(german);
    expect(chooseCaptions([file('en', 'application/x-scc')], track('en'), null)).toBeNull();
  });

  it.each([
    ['text/vtt', 'a', 'vtt'],
    ['text/srt', 'a', 'vtt'],
    ['application/x-subrip', 'a', 'vtt'],
    ['application/ttml+xml', 'a', 'ttml'],
    ['', 'https://ads.test/a.srt?x=1', 'vtt'],
    ['', 'https://ads.test/a.dfxp', 'ttml'],
    ['', 'https://ads.test/a', null],
    ['application/x-scc', 'https://ads.test/a.vtt', null],
  ])('has the notation of its type %j, else of its name %j: %s', (type, url, expected) => {
    expect(notationOf({ type, url, language: null })).toBe(expected);
  });
});
