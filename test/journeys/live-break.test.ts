import { replay } from '@cutaway/core';
import { adPlaylists, anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { setStage } from './stage.js';

const WHOLE_AD = ['impression', 'creativeView', 'start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];
const whole = (ad: string) => WHOLE_AD.map((event) => `${ad}/${event}`);

describe.each(['stitch', 'secondElement', 'reattach'] as const)('a live break with %s', (strategy) => {
  it('shows both ads and brings the content back', async () => {
    const stage = setStage({ session: { strategy } });
    await stage.clock.advance(60_000);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'two', 'content']);
    expect(stage.reports.map(({ outcome, causes }) => ({ outcome, causes }))).toEqual([
      { outcome: 'played', causes: [] },
    ]);
    expect(stage.player.faults).toEqual([]);
    stage.end();
  });

  it('sends each beacon once and in order', async () => {
    const stage = setStage({ session: { strategy } });
    await stage.clock.advance(60_000);
    expect(stage.beacons()).toEqual([...whole('one'), ...whole('two')]);
    stage.end();
  });

  it('asks for one decision, ahead of the break and inside the jitter window', async () => {
    const stage = setStage({ session: { strategy } });
    await stage.clock.advance(60_000);
    const asked = stage.requests.filter(({ request }) => request.url.includes('service.example'));
    expect(asked).toHaveLength(1);
    const [report] = stage.reports;
    expect(report?.leadMs).toBeGreaterThan(8000);
    expect((report?.askedAtMs ?? 0) - (report?.announcedAtMs ?? 0)).toBeLessThanOrEqual(2000);
    stage.end();
  });

  it('keeps the latency within one segment', async () => {
    const stage = setStage({ session: { strategy } });
    await stage.clock.advance(60_000);
    const [report] = stage.reports;
    expect(Math.abs((report?.latencyAfterMs ?? 0) - (report?.latencyBeforeMs ?? 1e9))).toBeLessThanOrEqual(1920);
    stage.end();
  });

  it('comes back within one segment of an early return, without complete for the cut ad', async () => {
    const stage = setStage({
      session: { strategy },
      channel: { breakFaults: { 'break-0': { earlyInAfterMs: 7680 } } },
    });
    await stage.clock.advance(60_000);
    const shown = stage.shown();
    expect(shown.map(({ what }) => what)).toEqual(['content', 'one', 'two', 'content']);
    const adMs = shown.filter(({ what }) => what !== 'content').reduce((sum, { ms }) => sum + ms, 0);
    expect(adMs).toBeGreaterThanOrEqual(7680 - 200);
    expect(adMs).toBeLessThanOrEqual(7680 + 1920);
    expect(stage.beacons()).not.toContain('two/complete');
    expect(stage.reports[0]).toMatchObject({ earlyReturn: true });
    stage.end();
  });

  it('replays from its trace to the same effects', async () => {
    const stage = setStage({ session: { strategy } });
    await stage.clock.advance(60_000);
    const trace = stage.session.trace();
    const again = replay(JSON.parse(JSON.stringify(trace)) as typeof trace);
    expect(JSON.stringify(again)).toBe(JSON.stringify(trace.entries.map(({ effects }) => effects)));
    stage.end();
  });

  it('leaves nothing alive after destroy', async () => {
    const stage = setStage({ session: { strategy } });
    await stage.clock.advance(28_000);
    stage.end();
    await stage.clock.advance(15_000);
    expect(stage.clock.pending()).toBe(0);
  });

  it('goes on with the next ad when one is not there', async () => {
    const stage = setStage({
      session: { strategy },
      serve: (url) => (url.includes('/one/') ? { status: 404 } : null),
      player: { ads: (url) => (url.includes('/one') ? 'MEDIA_NOT_FOUND' : { durationMs: 5760 }) },
    });
    await stage.clock.advance(60_000);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'two', 'content']);
    expect(stage.beacons()).toEqual(['one/error?code=401', ...whole('two')]);
    expect(stage.reports[0]?.outcome).toBe('partial');
    stage.end();
  });

  it('plays nothing of a break that is cancelled before it starts', async () => {
    const stage = setStage({ session: { strategy }, channel: { breakFaults: { 'break-0': { cancelAfterMs: 3840 } } } });
    await stage.clock.advance(60_000);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content']);
    expect(stage.reports.map(({ outcome }) => outcome)).toEqual(['cancelled']);
    expect(stage.beacons().filter((beacon) => !beacon.endsWith('notUsed'))).toEqual([]);
    stage.end();
  });

  it('pauses and resumes with the viewer', async () => {
    const stage = setStage({ session: { strategy: 'stitch' } });
    await stage.clock.advance(15_360 + 5760 + 3000);
    stage.player.pause();
    await stage.clock.advance(1000);
    stage.player.play();
    await stage.clock.advance(30_000);
    const beacons = stage.beacons();
    expect(beacons.filter((beacon) => beacon.startsWith('one/pause'))).toHaveLength(1);
    expect(beacons.filter((beacon) => beacon.startsWith('one/resume'))).toHaveLength(1);
    expect(stage.reports[0]?.outcome).toBe('played');
    stage.end();
  });
});

describe('the viewer skips', () => {
  it('an ad that may be skipped, from its offset on', async () => {
    const stage = setStage({
      ads: [anAd('one', { skipAfterMs: 2000 }), anAd('two')],
      session: { strategy: 'secondElement' },
    });
    await stage.clock.advance(15_360 + 5760 + 1500);
    stage.send({ type: 'skip' });
    expect(stage.beacons()).not.toContain('one/skip');
    await stage.clock.advance(2500);
    stage.send({ type: 'skip' });
    await stage.clock.advance(30_000);
    expect(stage.beacons()).toContain('one/skip');
    expect(stage.beacons()).not.toContain('one/complete');
    expect(stage.beacons()).toContain('two/complete');
    stage.end();
  });

  it('an ad in a live stream up to its edge: no more of it comes than the player was given, and he stays as far behind', async () => {
    const playlists = adPlaylists('one', 9);
    const stage = setStage({
      ads: [anAd('one', { durationMs: 17_280, skipAfterMs: 2000 }), anAd('two')],
      channel: { podMs: 23_040 },
      serve: (url) => (playlists[url] ? { text: playlists[url] } : null),
    });
    await stage.clock.advance(15_360 + 5760 + 3000);
    stage.send({ type: 'skip' });
    await stage.clock.advance(40_000);
    const [, one, two] = stage.shown();
    expect(one?.what).toBe('one');
    expect(one?.ms).toBeLessThan(3000 + 3 * 1920);
    expect(two).toEqual({ what: 'two', ms: 5760 });
    expect(stage.player.commands.filter(({ type }) => type === 'seek-program')).toEqual([]);
    expect(stage.beacons().filter((beacon) => /skip|complete/.test(beacon))).toEqual(['one/skip', 'two/complete']);
    expect(stage.player.faults).toEqual([]);
    stage.end();
  });
});
