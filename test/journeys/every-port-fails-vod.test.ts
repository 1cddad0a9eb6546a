import { anAd } from '@cutaway/testkit';
import { describe, it } from 'vitest';
import { FIRST_MS, vod } from './a-vod.js';
import { failEachCall } from './fail-each-call.js';

describe('with VOD stitched, content goes on whichever port call fails', () => {
  it('fails each call in turn', async () => {
    const origin = (rendition: 'hi' | 'audio'): string => vod(rendition, [FIRST_MS], 30);
    const ads = ['a', 'b'].map((name) => anAd(name));
    await failEachCall({ player: { origin }, ads, session: { strategy: 'stitch' } }, 30_000);
  }, 120_000);
});
