import { describe, expect, it } from 'vitest';
import { keepCuesOf } from './keep-cues.js';

interface Cue {
  readonly text: string;
  track: object | null;
}

/** A `<track>`, which Chromium empties when its source begins to load. */
class FakeTrack extends EventTarget {
  readonly cues = new Set<Cue>();
  readonly track = {
    addCue: (cue: Cue): void => {
      cue.track = this.track;
      this.cues.add(cue);
    },
  };
  add(text: string): void {
    this.track.addCue({ text, track: null });
  }
  empty(): void {
    for (const cue of this.cues) cue.track = null;
    this.cues.clear();
  }
  texts = (): string[] => [...this.cues].map(({ text }) => text);
}

const aTrack = (): FakeTrack => {
  const element = new FakeTrack();
  keepCuesOf(element as unknown as HTMLTrackElement);
  return element;
};

describe('cues that came before the source of their track began to load (R85)', () => {
  it.each(['load', 'error'])('are there again behind %s, each once', (name) => {
    const element = aTrack();
    element.add('Half price');
    element.empty();
    element.add('Today');
    element.dispatchEvent(new Event(name));
    expect(element.texts().sort()).toEqual(['Half price', 'Today']);
  });
  it('are left out where somebody takes them out later', () => {
    const element = aTrack();
    element.add('Half price');
    element.dispatchEvent(new Event('load'));
    element.empty();
    element.add('Today');
    element.dispatchEvent(new Event('load'));
    expect(element.texts()).toEqual(['Today']);
  });
});
