import { describe, expect, it } from 'vitest';
import { aFilledRun, aState } from '../turn.builder.js';
import { tagUrl } from './tag-macros.js';

/** The ad tag that a session with this macro in it asks for. */
function asked(macro: string, omid: boolean, macros = {}): string {
  const state = aState({ hls: true, mp4: false });
  const config = { ...state.config, decisionUrl: `[${macro}]`, macros, omid: omid ? { allowVendors: null } : null };
  return tagUrl({ ...state, config }, { ...aFilledRun([]), phase: 'armed', showing: null });
}

describe('the macros of an ad tag (VAST 4.3 §6)', () => {
  it('name the versions that are read and the media that play', () => {
    expect(asked('VASTVERSIONS', false)).toBe('2,3,5,6,7,8,11,12,13,14,15,16');
    expect(asked('MEDIAMIME', false)).toBe('application%2Fvnd.apple.mpegurl');
  });
  it('name Open Measurement where the application brings it', () => {
    expect(asked('APIFRAMEWORKS', true)).toBe('7');
    expect(asked('APIFRAMEWORKS', false)).toBe('-1');
  });
  it('say what the application says, before all else', () => {
    expect(asked('APIFRAMEWORKS', true, { APIFRAMEWORKS: [7, 8] })).toBe('7,8');
  });
});
