import { describe, expect, it } from 'vitest';
import { takeOverCaptions } from './take-over-captions.js';

type Track = Pick<TextTrack, 'kind' | 'label' | 'language'> & { mode: TextTrackMode };

const aTrack = (change: Partial<Track> = {}): Track => ({
  ...{ kind: 'captions', label: 'English', language: 'en', mode: 'hidden' },
  ...change,
});

/** The tracks of an element, and how another one is added to them. */
function aList(...tracks: Track[]) {
  const list = Object.assign(new EventTarget(), {
    [Symbol.iterator]: () => tracks.values(),
    add(track: Track): void {
      tracks.push(track);
      list.dispatchEvent(Object.assign(new Event('addtrack'), { track }));
    },
  });
  return { list, undo: takeOverCaptions(list as unknown as TextTrackList) };
}

describe('takeOverCaptions', () => {
  it('shows the track that comes in place of one of the same name that is read (R85)', () => {
    const before = aTrack({ mode: 'showing' });
    const { list } = aList(before);
    const after = aTrack();
    list.add(after);
    expect([before.mode, after.mode]).toEqual(['disabled', 'showing']);
  });

  it.each([
    ['is read in another language', { language: 'de' }, {}],
    ['is called otherwise', { label: 'English, easy' }, {}],
    ['are subtitles: those are used again', { kind: 'subtitles' }, { kind: 'subtitles' }],
    ['is not read', { mode: 'hidden' }, {}],
  ] as const)('leaves both as they are where the one before %s', (_, was, comes) => {
    const before = aTrack({ mode: 'showing', ...was });
    const { list } = aList(before);
    const after = aTrack(comes);
    list.add(after);
    expect([before.mode, after.mode]).toEqual([{ mode: 'showing', ...was }.mode, 'hidden']);
  });

  it('leaves what comes behind the undo', () => {
    const before = aTrack({ mode: 'showing' });
    const { list, undo } = aList(before);
    undo();
    const after = aTrack();
    list.add(after);
    expect([before.mode, after.mode]).toEqual(['showing', 'hidden']);
  });
});
