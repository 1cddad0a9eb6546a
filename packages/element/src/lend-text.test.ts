import { describe, expect, it } from 'vitest';
import { lendText, showText } from './lend-text.js';

interface Track {
  kind: string;
  language: string;
  label: string;
  mode: string;
}

const text = (language: string, mode = 'disabled', kind = 'subtitles'): Track => ({ kind, language, label: '', mode });

/** The content's element, and what players do with its text tracks. */
function element(...tracks: Track[]) {
  const textTracks = Object.assign(tracks, new ListEvents());
  const video = Object.assign(new EventTarget(), { textTracks });
  const event = (track: Track): Event => Object.assign(new Event('addtrack'), { track });
  return {
    video: video as unknown as HTMLVideoElement,
    add(track: Track) {
      textTracks.push(track);
      textTracks.events.dispatchEvent(event(track));
    },
    /** As hls.js to 1.6, which cannot take tracks away. */
    useAgain: (track: Track) => void video.dispatchEvent(event(track)),
    remove: (track: Track) => void textTracks.splice(textTracks.indexOf(track), 1),
    listeners: () => textTracks.heard.size,
  };
}

class ListEvents {
  readonly events = new EventTarget();
  readonly heard = new Set<unknown>();
  addEventListener = (name: string, hear: (event: Event) => void): void => {
    this.heard.add(hear);
    this.events.addEventListener(name, hear);
  };
  removeEventListener = (name: string, hear: (event: Event) => void): void => {
    this.heard.delete(hear);
    this.events.removeEventListener(name, hear);
  };
}

describe('text of the content whose element an ad has (R85)', () => {
  it('is hidden, and back afterwards; what was off stays off', () => {
    const [forced, on, off] = [text('', 'showing', 'forced'), text('en', 'showing'), text('de')];
    const { video, listeners } = element(forced, on, off);
    const lent = lendText(video);
    expect([forced.mode, on.mode, off.mode]).toEqual(['hidden', 'hidden', 'disabled']);
    expect(lent.reads).toBe('en');
    lent.restore();
    expect([forced.mode, on.mode, off.mode]).toEqual(['showing', 'showing', 'disabled']);
    expect(listeners()).toBe(0);
  });
  it('is back where the player makes its tracks anew, also when that is later, and asked twice', () => {
    const before = text('en', 'showing', 'captions');
    const { video, add, remove, listeners } = element(before);
    const lent = lendText(video);
    remove(before);
    const again = lent.restore();
    const others = [text('en', 'hidden'), text('de', 'hidden', 'captions')];
    others.forEach(add);
    const anew = text('en', 'hidden', 'captions');
    add(anew);
    again();
    lent.restore();
    expect([anew.mode, ...others.map(({ mode }) => mode)]).toEqual(['showing', 'hidden', 'hidden']);
    expect(listeners()).toBe(0);
  });
  it('is expected no longer after the undo', () => {
    const before = text('en', 'showing');
    const { video, add, remove } = element(before);
    const lent = lendText(video);
    remove(before);
    lent.restore()();
    const anew = text('en', 'hidden');
    add(anew);
    expect(anew.mode).toBe('hidden');
  });
  it('is nothing where the viewer reads nothing', () => {
    expect(lendText(element(text('en', 'hidden')).video).reads).toBeNull();
  });
});

describe("text of an ad that has content's element (R85)", () => {
  it('is on in the language that the viewer reads, and off behind the ad', () => {
    const [ofContent, german, english] = [text('en', 'hidden'), text('de', 'showing'), text('en')];
    const { video, add } = element(ofContent);
    const stop = showText(video, 'en');
    [german, english].forEach(add);
    expect([ofContent.mode, german.mode, english.mode]).toEqual(['hidden', 'hidden', 'showing']);
    stop();
    expect([ofContent.mode, german.mode, english.mode]).toEqual(['hidden', 'disabled', 'disabled']);
  });
  it('is on in a track of an ad before that its player uses once more', () => {
    const left = text('en', 'disabled', 'captions');
    const { video, useAgain } = element(left);
    showText(video, '');
    useAgain(left);
    expect(left.mode).toBe('showing');
  });
  it('is off where he reads nothing, and after the undo', () => {
    const { video, add } = element();
    const stop = showText(video, null);
    const own = text('en', 'showing');
    add(own);
    expect(own.mode).toBe('hidden');
    stop();
    const late = text('en', 'showing');
    add(late);
    expect(late.mode).toBe('showing');
  });
  it('is not what says something of the picture to scripts', () => {
    const { video, add } = element();
    showText(video, 'en');
    const own = text('en', 'hidden', 'metadata');
    add(own);
    expect(own.mode).toBe('hidden');
  });
});
