import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionEvents } from '@cutaway/core';
import { longestGapMs } from './support/cuts.js';
import { COUNT_CALLS, FORGET, ONE_DECODER } from './support/one-decoder.js';
import { openSessionLab, type SessionLab } from './support/session-lab.js';

describe.each(['cutaway', 'shaka'] as const)('on a device with one decoder (%s), a second element', (engine) => {
  let lab: SessionLab;
  beforeAll(async () => {
    lab = await openSessionLab({ engine, channel: { schedule: { everyMs: 15_360, firstMs: 9600 }, podMs: 5760 } });
  }, 60_000);
  afterAll(() => lab.close());

  it.each(Object.entries(ONE_DECODER))(
    'that meets %s costs the ad and is not tried again: content within 3 s, one beacon 405, no play() left alone',
    async (_mode, device) => {
      await lab.play({ strategy: 'secondElement' }, FORGET + device + COUNT_CALLS);
      const [report] = await lab.untilReports(1);
      await lab.browser.pause(3000);
      const log = await lab.log();
      expect(report?.causes.map(({ name }) => name)).toEqual(['ELEMENT_REFUSED']);
      expect(report?.outcome).toBe('lost');

      const started = log.frames[0]?.atMs ?? 0;
      expect(longestGapMs(log.frames, started + 1000)).toBeLessThanOrEqual(3000);
      const seen = [...log.frames].reverse().find(({ atMs }) => atMs < log.nowMs - 100);
      expect(seen).toMatchObject({ what: 'content', top: true });
      expect(log.nowMs - (seen?.atMs ?? 0)).toBeLessThan(3000);
      expect(log.videos).toBe(1);

      const ids = report?.ads.map(({ adInstanceId }) => adInstanceId) ?? [];
      const errors = log.events
        .filter(({ type }) => type === 'beacon')
        .map(({ detail }) => detail as SessionEvents['beacon'])
        .filter(
          ({ stage, beacon }) => stage === 'sent' && beacon.event === 'error' && ids.includes(beacon.adInstanceId),
        );
      expect(errors).toHaveLength(1);
      expect(JSON.stringify(errors[0])).toContain('code=405');
      expect(log.errors).toEqual([]);

      const { mostPlays, kept } = await lab.browser.execute(() => ({
        mostPlays: window.called.mostPlays,
        kept: localStorage.getItem('cutaway-second-element'),
      }));
      expect(mostPlays).toBe(1);
      expect(kept).toMatch(/^\[false,/);
    },
    60_000,
  );
});
