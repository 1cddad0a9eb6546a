import { replay, type BreakReport, type SessionEvents } from '@cutaway/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutsOf } from './support/cuts.js';
import { openSessionLab, type CollectedBeacon, type SessionLab } from './support/session-lab.js';
import type { PageLog } from './session-page.js';

describe('a break that only EXT-X-CUE-OUT, -CONT and -IN tell of, stitched, in Chromium', () => {
  let lab: SessionLab;
  let log: PageLog;
  let report: BreakReport | undefined;
  let beacons: readonly CollectedBeacon[];

  beforeAll(async () => {
    lab = await openSessionLab({ channel: { schedule: 'none', markers: 'cue-out' } });
    await lab.play({ strategy: 'auto' });
    lab.channel.breakNow({ durationMs: 5760 });
    [report] = await lab.untilReports(1, 60_000);
    await lab.browser.pause(1000);
    log = await lab.log();
    beacons = await lab.beacons(log.sessionId);
  }, 90_000);
  afterAll(() => lab.close());

  it('is heard from its tags', () => {
    const signals = log.events
      .filter(({ type }) => type === 'signal')
      .map(({ detail }) => (detail as SessionEvents['signal']).signal);
    expect(signals[0]).toMatchObject({ type: 'break-start', carrier: 'cue-out', plannedMs: 5760 });
    expect(signals.every(({ carrier }) => carrier === 'cue-out')).toBe(true);
    expect(signals.some(({ type }) => type === 'break-end')).toBe(true);
  });

  it('plays its ad, whole, and content is back', () => {
    expect(report).toMatchObject({ outcome: 'played', causes: [], strategy: 'stitch' });
    expect(cutsOf(log.frames).map(({ to }) => to)).toEqual(['red', 'content']);
    const events = beacons.map(({ event }) => event);
    expect(events).toContain('impression');
    expect(events).toContain('complete');
    expect(log.errors).toEqual([]);
  });

  it('is in a trace that replays in Node to the same effects', async () => {
    const trace = await lab.trace();
    expect(trace.entries.some(({ fact }) => fact.type === 'playlist' && fact.loaded.heard !== undefined)).toBe(true);
    const again = replay(trace);
    expect(trace.entries.map(({ effects }) => JSON.stringify(effects))).toEqual(
      again.map((one) => JSON.stringify(one)),
    );
  });
});
