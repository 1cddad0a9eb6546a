// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { hideSubtitles } from './hide-subtitles.js';

/** An element that shows a frame when it is told, with these text tracks. */
function watch(tracks: readonly { kind: string; mode: string }[], drawnIn?: () => HTMLElement | null) {
  const video = document.createElement('video');
  let frame: ((now: number, data: { mediaTime: number }) => void) | null = null;
  Object.assign(video, {
    requestVideoFrameCallback: (run: typeof frame) => ((frame = run), 1),
    cancelVideoFrameCallback: () => (frame = null),
  });
  Object.defineProperty(video, 'textTracks', { value: tracks });
  const spans = ['content-1', 'ad-1', 'ad-2', 'content-2'].map((url, n) => ({
    ...{ url, start: 2 * n, duration: 2 },
    programDateTime: null,
  }));
  const played = { spans: () => spans, latencySeconds: () => null };
  const undo = hideSubtitles(video, played, (uri) => /^ad/.test(uri), drawnIn);
  return { undo, show: (mediaTime: number) => frame?.(0, { mediaTime }) };
}
const modes = (tracks: readonly { readonly mode: string }[]) => tracks.map(({ mode }) => mode);

describe('subtitles of the programme while a stitched ad is on (R85)', () => {
  it('are hidden from its first frame on, and shown again with the first frame of content', () => {
    const tracks = [
      { kind: 'subtitles', mode: 'showing' },
      { kind: 'subtitles', mode: 'disabled' },
      { kind: 'metadata', mode: 'hidden' },
    ];
    const { show } = watch(tracks);
    show(1);
    expect(modes(tracks)).toEqual(['showing', 'disabled', 'hidden']);
    show(2);
    expect(modes(tracks)).toEqual(['hidden', 'disabled', 'hidden']);
    show(5.9);
    show(6);
    expect(modes(tracks)).toEqual(['showing', 'disabled', 'hidden']);
  });
  it('are hidden again where a player shows them anew, and stay off where the viewer has turned them off meanwhile', () => {
    const tracks = [{ kind: 'subtitles', mode: 'showing' }];
    const { show } = watch(tracks);
    show(2);
    tracks[0]!.mode = 'showing';
    show(3);
    expect(modes(tracks)).toEqual(['hidden']);
    tracks[0]!.mode = 'disabled';
    show(6);
    expect(modes(tracks)).toEqual(['disabled']);
  });
  it('leave captions that are in the segments, the ad’s own, as the viewer wants them', () => {
    const tracks = [{ kind: 'captions', mode: 'showing' }];
    const { show } = watch(tracks);
    show(3);
    expect(modes(tracks)).toEqual(['showing']);
  });
  it('are hidden too where a player draws them by itself, also where it has begun anew with that', () => {
    const boxes = [document.createElement('div'), document.createElement('div')] as const;
    let drawnIn: HTMLElement | null = boxes[0];
    const { show, undo } = watch([], () => drawnIn);
    const visible = (): readonly string[] => boxes.map(({ style }) => style.visibility);
    show(1);
    expect(visible()).toEqual(['', '']);
    show(2);
    expect(visible()).toEqual(['hidden', '']);
    drawnIn = boxes[1];
    show(3);
    expect(visible()).toEqual(['', 'hidden']);
    show(6);
    expect(visible()).toEqual(['', '']);
    show(2);
    undo();
    expect(visible()).toEqual(['', '']);
  });
  it('are back when the session ends in an ad, and are not touched after that', () => {
    const tracks = [{ kind: 'subtitles', mode: 'showing' }];
    const { show, undo } = watch(tracks);
    show(3);
    undo();
    show(4);
    expect(modes(tracks)).toEqual(['showing']);
  });
});
