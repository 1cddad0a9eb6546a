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
) {
  let now = before;
  const chosen: unknown[] = [];
  const player = {
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
