import { describe, expect, it } from 'vitest';
import { chooseText } from './choose-text.js';

describe('the text that is chosen', () => {
  const of = (...languages: string[]) => languages.map((language) => ({ language }));
  it.each([
    ['that of the language, whatever its region', of('de', 'en-GB'), 'en-US', 'en-GB'],
    ['else one that names none', of('de', 'und'), 'en', 'und'],
    ['else the first', of('de', 'fr'), 'en', 'de'],
    ['for a viewer of captions without a language one that names none', of('de', ''), '', ''],
  ])('is %s', (_, texts, wanted, chosen) => {
    expect(chooseText(texts, wanted)?.language).toBe(chosen);
  });
  it('is none where there is none', () => {
    expect(chooseText([], 'en')).toBeUndefined();
  });
});
