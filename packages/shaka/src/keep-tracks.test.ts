import { describe, expect, it } from 'vitest';
import { keepTracks } from './keep-tracks.js';
import type { ShakaPlayer, ShakaTrack } from './shaka-player.js';

const aTrack = (language: string, active = false, label = ''): ShakaTrack => ({
  ...{ language, active, label, roles: ['main'], bandwidth: 0, codecs: null },
});

/** What was chosen again after a load that began as the second state says. */
function chosenAfter(
  before: { sounds: ShakaTrack[]; texts?: ShakaTrack[]; isRead?: boolean },
  after: { sounds: ShakaTrack[]; texts?: ShakaTrack[] },
  isOld = false,
  adapts = true,
) {
  let now = before;
  const chosen: unknown[] = [];
  const player = {
    getConfiguration: () => ({ abr: { enabled: adapts } }),
    selectVariantTrack: ({ language, height }: ShakaTrack) => void chosen.push(`${language} ${height}p`),
    getVariantTracks: () => now.sounds,
    getTextTracks: () => now.texts ?? [],
    isTextTrackVisible: () => now.isRead ?? false,
    selectTextTrack: ({ language }: ShakaTrack) => void chosen.push(`text ${language}`),
    setTextTrackVisibility: (isVisible: boolean) => void chosen.push(isVisible),
    ...(isOld
      ? { selectAudioLanguage: (language: string, role: string) => void chosen.push(`${language} ${role}`) }
      : {
          getAudioTracks: () => now.sounds,
          selectAudioTrack: ({ language, label }: ShakaTrack) => void chosen.push(`${language}${label}`),
        }),
  };
  const choose = keepTracks(player as unknown as ShakaPlayer);
  now = after;
  choose?.();
  return chosen;
}
const EN_FIRST = { sounds: [aTrack('en', true), aTrack('es')] };

describe('keepTracks (Shaka), over a load of the same stream', () => {
  it('has what the viewer hears again, by the way that his Shaka has', () => {
    const spanish = { sounds: [aTrack('en'), aTrack('es', true)] };
    expect(chosenAfter(spanish, EN_FIRST)).toEqual(['es']);
    expect(chosenAfter(spanish, EN_FIRST, true)).toEqual(['es main']);
  });
  it('tells sounds of one language apart', () => {
    const sounds = [aTrack('en', true), aTrack('en', false, ' described')];
    expect(chosenAfter({ sounds: [aTrack('en'), aTrack('en', true, ' described')] }, { sounds })).toEqual([
      'en described',
    ]);
  });
  it('has the quality again that he chose, with its sound, where Shaka does not adapt', () => {
    const variants = (active: string): ShakaTrack[] =>
      ['en', 'es'].flatMap((language) =>
        [270, 1080].map((height) => ({
          ...{ ...aTrack(language, active === `${language} ${height}p`), height, bandwidth: height * 1000 },
        })),
      );
    const chosen = { sounds: variants('es 270p') };
    expect(chosenAfter(chosen, { sounds: variants('en 1080p') }, true, false)).toEqual(['es 270p']);
    expect(chosenAfter(chosen, chosen, true, false)).toEqual([]);
    // Where it adapts, the quality is its own, and one that is not there any more is nobody's.
    expect(chosenAfter(chosen, { sounds: variants('en 1080p') }, true)).toEqual(['es main']);
    expect(chosenAfter({ sounds: [{ ...aTrack('es', true), height: 540 }] }, EN_FIRST, true, false)).toEqual([
      'es main',
    ]);
  });
  it('leaves alone what is as it was, and what is not there any more', () => {
    expect(chosenAfter(EN_FIRST, EN_FIRST)).toEqual([]);
    expect(chosenAfter({ sounds: [aTrack('fr', true)] }, EN_FIRST)).toEqual([]);
  });
  it('has what he reads again, and nothing where he reads nothing', () => {
    const texts = [aTrack('en'), aTrack('es', true)];
    const after = { ...EN_FIRST, texts: [aTrack('en'), aTrack('es')] };
    expect(chosenAfter({ ...EN_FIRST, texts, isRead: true }, after)).toEqual(['text es', true]);
    expect(chosenAfter({ ...EN_FIRST, texts, isRead: false }, after)).toEqual([]);
  });
});
