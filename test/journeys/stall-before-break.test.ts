import { describe, expect, it } from 'vitest';
import type { DecisionRequest } from '@cutaway/model';
import { anAd, aReply } from '@cutaway/testkit';
import { setStage, type Stage } from './stage.js';

const POD_MS = 11_520;
const ADS = ['one', 'two', 'three', 'four'].map((name) => anAd(name));
const WHOLE = ['impression', 'creativeView', 'start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];

interface Trouble {
  /** Ads whose segments never load. */
  readonly broken: readonly string[];
  /** As Shaka, which names no segment that it has not played. */
  readonly unnamed?: boolean;
  readonly stallMs?: number;
}

/** A live break of the ads one and two, and another one of three and four right behind it, both stitched before the first one stalls. */
async function play({ broken, unnamed = false, stallMs = 2000 }: Trouble): Promise<Stage> {
  const stage = setStage({
    session: { strategy: 'stitch', stallMs },
    channel: { schedule: { atMs: [15_360, 15_360 + POD_MS] }, podMs: POD_MS },
    ads: ADS,
    player: { isBroken: (uri) => broken.some((name) => uri.includes(`/${name}/`)) },
    decide({ body }) {
      const { breakId } = JSON.parse(body ?? '{}') as DecisionRequest;
      return { delayMs: 50, text: JSON.stringify(aReply(breakId === 'break-0' ? ADS.slice(0, 2) : ADS.slice(2))) };
    },
    hear: (tell) => (fact) => {
      if (fact.type !== 'content-frame' || !unnamed || fact.uri?.includes('/ads/')) return tell(fact);
      const { uri: _, ...rest } = fact;
      tell(rest);
    },
  });
  await stage.clock.advance(80_000);
  return stage;
}

const beaconsOf = (stage: Stage, ad: string): string[] =>
  stage.beacons().flatMap((beacon) => (beacon.startsWith(`${ad}/`) ? [beacon.slice(ad.length + 1)] : []));
const reloads = ({ player }: Stage): number => player.commands.filter(({ type }) => type === 'reload-content').length;

describe('a stitched break that stalls, with another one right behind it', () => {
  it.each([false, true])(
    'costs that one nothing: it is stitched into the new load (unnamed segments: %s)',
    async (unnamed) => {
      const stage = await play({ broken: ['two'], unnamed });
      expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'content', 'three', 'four', 'content']);
      for (const ad of ['three', 'four']) expect(beaconsOf(stage, ad)).toEqual(WHOLE);
      expect(reloads(stage)).toBe(1);
      expect(stage.reports.map(({ outcome }) => outcome)).toEqual(['partial', 'played']);
      expect(stage.player.faults).toEqual([]);
      stage.end();
    },
  );

  it('comes back to content where the new load begins in that one, and it does not play either', async () => {
    const stage = await play({ broken: ['two', 'three'], stallMs: 8000 });
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'content']);
    const at = stage.player.frames.map(({ atMs }) => atMs);
    const longestMs = Math.max(...at.slice(1).map((atMs, n) => atMs - (at[n] ?? 0)));
    expect(longestMs).toBeLessThan(8000 + 6000 + 1500);
    expect(reloads(stage)).toBe(2);
    for (const ad of ['three', 'four']) expect(beaconsOf(stage, ad)).toEqual(['notUsed']);
    const second = stage.reports.find(({ brk }) => brk.id === 'break-1');
    expect(second).toMatchObject({ outcome: 'lost', causes: [{ name: 'MEDIA_STALLED' }] });
    stage.end();
  });

  it('plays that one where the new load begins in it', async () => {
    const stage = await play({ broken: ['two'], stallMs: 8000 });
    const shown = stage.shown().map(({ what }) => what);
    expect(shown.slice(-2)).toEqual(['four', 'content']);
    expect(beaconsOf(stage, 'four')).toEqual(WHOLE);
    expect(reloads(stage)).toBe(1);
    stage.end();
  });
});
