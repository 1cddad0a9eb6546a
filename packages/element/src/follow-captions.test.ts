import { describe, expect, it } from 'vitest';
import { followCaptions } from './follow-captions.js';

interface Track {
  kind: string;
  language: string;
  mode: string;
  cutawayHides?: boolean;
}

const text = (language: string, mode = 'hidden', kind = 'subtitles'): Track => ({ kind, language, mode });

/** A video's text tracks, of which a test says what happens. */
function element(...tracks: Track[]) {
  const events = new EventTarget();
  const textTracks = Object.assign(tracks, {
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
  });
  return {
    video: { textTracks } as unknown as HTMLVideoElement,
    say: (name: string) => void events.dispatchEvent(new Event(name)),
    add(track: Track) {
      textTracks.push(track);
      events.dispatchEvent(new Event('addtrack'));
    },
  };
}

describe('captions in the media of an ad (R85)', () => {
  it('are on where the viewer reads those of content, also while they are hidden for the ad', () => {
    for (const wanted of [text('en', 'showing'), { ...text('en'), cutawayHides: true }]) {
      const own = [text('de'), text('en')];
      followCaptions(element(...own).video, element(text('fr'), wanted).video);
      expect(own.map(({ mode }) => mode)).toEqual(['hidden', 'showing']);
    }
  });
  it('are off where he reads none', () => {
    const own = text('en', 'showing');
    followCaptions(element(own).video, element(text('en')).video);
    expect(own.mode).toBe('hidden');
  });
  it('are off where he turned them off during the ad', () => {
    const own = text('en');
    const wanted = { ...text('en'), cutawayHides: true };
    const content = element(wanted);
    followCaptions(element(own).video, content.video);
    expect(own.mode).toBe('showing');
    wanted.mode = 'disabled';
    content.say('change');
    expect(own.mode).toBe('hidden');
  });
  it('come when the ad turns out to have them', () => {
    const ad = element();
    followCaptions(ad.video, element(text('en', 'showing')).video);
    const own = text('', 'hidden', 'captions');
    ad.add(own);
    expect(own.mode).toBe('showing');
  });
  it('follow what he changes, until the undo', () => {
    const own = text('en');
    const wanted = text('en', 'showing');
    const content = element(wanted);
    const stop = followCaptions(element(own).video, content.video);
    wanted.mode = 'disabled';
    content.say('change');
    expect(own.mode).toBe('hidden');
    stop();
    wanted.mode = 'showing';
    content.say('change');
    expect(own.mode).toBe('hidden');
  });
  it('are not what says something of the picture to scripts', () => {
    const own = text('en', 'hidden', 'metadata');
    followCaptions(element(own).video, element(text('en', 'showing')).video);
    expect(own.mode).toBe('hidden');
  });
});
