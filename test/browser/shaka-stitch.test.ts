import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutsOf, longestGapMs, percentile } from './support/cuts.js';
import { inOrder } from './support/in-order.js';
import { openSessionLab, type CollectedBeacon, type SessionLab } from './support/session-lab.js';
import type { PageLog } from './session-page.js';
import type { BreakReport } from '@cutaway/core';

describe('probe', () => {
  let lab: SessionLab;
  afterAll(() => lab.close());
  it('plays', async () => {
    lab = await openSessionLab({ engine: 'shaka', encoding: (process.env['ENC'] ?? 'exact') as 'short', channel: { schedule: { atMs: [11_520, 30_720] }, podMs: 11_520, breakFaults: { 'break-1': { earlyInAfterMs: 7680 } } } });
    await lab.play();
    let reports: readonly BreakReport[] = [];
    try { reports = await lab.untilReports(2, 70_000); } catch (e) { console.log(String(e)); }
    await lab.browser.pause(3000);
    const log = await lab.log();
    console.log(JSON.stringify(reports, null, 1));
    console.log(JSON.stringify(cutsOf(log.frames)), log.frames.length, log.errors, log.latencyMs, longestGapMs(log.frames));
    const b = await lab.beacons(log.sessionId);
    console.log(b.map((x) => `${x.event}@${x.playhead}x${x.count}`).join(' '));
    console.log(JSON.stringify(log.events.filter((e) => e.type === 'cause' )).slice(0, 3000));
  }, 100_000);
});
