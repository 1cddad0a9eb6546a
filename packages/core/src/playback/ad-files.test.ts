import { anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { aState, aTurn } from '../turn.builder.js';
import { filesOf, playedFile } from './ad-files.js';

const segmented = anAd('one');
const HLS = 'application/vnd.apple.mpegurl';
const turn = (player = {}) => aTurn(aState(player));

describe('the file of an ad that plays ([ASSETURI])', () => {
  it('is the HLS file in the stitch, and what the element plays in a second one', () => {
    const files = filesOf(turn(), segmented);
    expect(playedFile(files, 'stitch')?.type).toBe(HLS);
    expect(playedFile(files, 'secondElement')?.type).toBe('video/mp4');
    expect(playedFile(filesOf(turn({ mp4: false }), segmented), 'secondElement')?.type).toBe(HLS);
  });
  it('is not known where somebody else stitched', () => {
    expect(playedFile(filesOf(turn(), segmented), 'serverStitched')).toBeNull();
  });
  it('is none where it is DASH or code, which nobody here plays', () => {
    const [file] = segmented.mediaFiles;
    const mediaFiles = [
      { ...file!, type: 'application/dash+xml' },
      { ...file!, type: 'application/javascript', apiFramework: 'VPAID' },
    ];
    expect(filesOf(turn(), { ...segmented, mediaFiles })).toEqual({ stitch: null, element: null });
  });
  it('is what the limits of the session allow', () => {
    const [file] = segmented.mediaFiles.slice(1);
    const sized = [360, 1080, 720].map((height) => ({ ...file!, url: `${height}`, height, bitrateKbps: height }));
    const state = aState();
    const small = aTurn({ ...state, config: { ...state.config, media: { maxHeight: 720 } } });
    expect(filesOf(small, { ...segmented, mediaFiles: sized }).element?.url).toBe('720');
  });
  describe('where the player tells its line and what content shows (R15)', () => {
    const sizes = [800, 2500, 6000].map((bitrateKbps) => ({
      ...segmented.mediaFiles[1]!,
      ...{ url: `${bitrateKbps}`, bitrateKbps, width: null, height: null },
    }));
    const many = { ...segmented, mediaFiles: sizes };
    const chosen = (throughputKbps: number | null, bandwidth: number | null, media = {}) => {
      const variant = bandwidth === null ? null : { bandwidth, width: null, height: null, codecs: null };
      const state = aState({
        rendition: { type: 'rendition', throughputKbps, variant, seekable: null, audio: null, text: null },
      });
      return filesOf(aTurn({ ...state, config: { ...state.config, media } }), many).element?.url;
    };
    it.each([
      ['the best that there is where nothing is measured', null, null, '6000'],
      ['what leaves a fifth of the line as it was last measured', 3200, null, '2500'],
      ['at most one step above what content shows', 20_000, 1_000_000, '2500'],
      ['the lesser of the two', 3000, 3_000_000, '800'],
    ])('is %s', (_, throughputKbps, bandwidth, url) => expect(chosen(throughputKbps, bandwidth)).toBe(url));
    it('is what the application allows instead, where it says so', () => {
      expect(chosen(1000, 1_000_000, { throughputKbps: null, content: null })).toBe('6000');
    });
  });
  it('is what the application says, where its rule does not throw', () => {
    const worst = { ...turn(), chooseMediaFile: () => segmented.mediaFiles[0] ?? null };
    expect(filesOf(worst, segmented).element?.type).toBe(HLS);
    const none = { ...turn(), chooseMediaFile: () => null };
    expect(filesOf(none, segmented)).toEqual({ stitch: null, element: null });
    const broken = {
      ...turn(),
      chooseMediaFile: () => {
        throw new Error('ours to hide');
      },
    };
    expect(filesOf(broken, segmented).element?.type).toBe('video/mp4');
  });
});
