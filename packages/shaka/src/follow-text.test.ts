import { describe, expect, it } from 'vitest';
import { followText } from './follow-text.js';
import { readText } from './read-text.js';
import type { ShakaTrack } from './shaka-player.js';

/** A Shaka with text in these languages, of which it has chosen one; Shaka 4 says apart from that whether it is to be seen. */
function aPlayer(languages: readonly string[], chosen: string | null, { hasSwitch = false, isVisible = true } = {}) {
  const events = new EventTarget();
  const state = { chosen, isVisible };
  const track = (language: string): ShakaTrack => ({
    ...{ active: language === state.chosen, language, bandwidth: 0, codecs: null, roles: [] },
  });
  return {
    ...{ state, say: (name: string) => events.dispatchEvent(new Event(name)) },
    player: {
      addEventListener: events.addEventListener.bind(events),
      removeEventListener: events.removeEventListener.bind(events),
      getTextTracks: () => languages.map(track),
      selectTextTrack: (one?: ShakaTrack | null) => void (state.chosen = one?.language ?? null),
      ...(hasSwitch && {
        isTextTrackVisible: () => state.isVisible,
        setTextTrackVisibility: (isOn: boolean) => void (state.isVisible = isOn),
      }),
    },
  };
}

describe.each([
  ['Shaka 4', true],
  ['Shaka 5', false],
])('text of an ad in a player of its own, of %s (R85)', (_, hasSwitch) => {
  const open = (content: ReturnType<typeof aPlayer>) => {
    const ad = aPlayer(['de', 'en'], null, { hasSwitch, isVisible: false });
    const stop = followText(ad.player, () => readText(content.player), content.player);
    ad.say('trackschanged');
    const read = (): string | null => (hasSwitch && !ad.state.isVisible ? null : ad.state.chosen);
    return { read, stop };
  };
  it('is in the language of that which the viewer reads', () => {
    expect(open(aPlayer(['fr', 'en'], 'en', { hasSwitch })).read()).toBe('en');
  });
  it('is off where he reads none', () => {
    const content = aPlayer(['en'], hasSwitch ? 'en' : null, { hasSwitch, isVisible: false });
    expect(open(content).read()).toBeNull();
  });
  it('follows what he changes, until the undo', () => {
    const content = aPlayer(['en', 'de'], 'en', { hasSwitch });
    const { read, stop } = open(content);
    content.state.chosen = 'de';
    content.say('textchanged');
    expect(read()).toBe('de');
    if (hasSwitch) content.state.isVisible = false;
    else content.state.chosen = null;
    content.say(hasSwitch ? 'texttrackvisibility' : 'textchanged');
    expect(read()).toBeNull();
    stop();
    content.state.isVisible = true;
    content.state.chosen = 'en';
    content.say('textchanged');
    expect(read()).toBeNull();
  });
});
