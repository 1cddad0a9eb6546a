import { describe, expect, it } from 'vitest';
import { lendCaptions } from './lend-captions.js';

function contentWith(...modes: TextTrackMode[]) {
  const tracks = modes.map((mode) => ({ mode }));
  return {
    tracks,
    content: { textTracks: tracks as unknown as TextTrackList },
    modes: () => tracks.map(({ mode }) => mode),
  };
}

describe('captions of the content while an ad is over it', () => {
  it('are hidden, and back afterwards; those that were off stay off', () => {
    const { content, modes } = contentWith('showing', 'disabled', 'hidden');
    const captions = lendCaptions(content);
    captions.hide();
    captions.hide();
    expect(modes()).toEqual(['hidden', 'disabled', 'hidden']);
    captions.restore();
    expect(modes()).toEqual(['showing', 'disabled', 'hidden']);
  });
  it('stay off where the viewer turned them off meanwhile', () => {
    const { content, tracks, modes } = contentWith('showing', 'disabled');
    const captions = lendCaptions(content);
    captions.hide();
    for (const track of tracks) track.mode = track.mode === 'hidden' ? 'disabled' : 'showing';
    captions.restore();
    expect(modes()).toEqual(['disabled', 'showing']);
  });
  it('that a player draws by itself are unseen, and back as they were', () => {
    const box = { style: { visibility: 'inherit' } };
    const captions = lendCaptions(contentWith().content, () => [box as unknown as HTMLElement]);
    captions.hide();
    captions.hide();
    expect(box.style.visibility).toBe('hidden');
    captions.restore();
    expect(box.style.visibility).toBe('inherit');
  });
});
