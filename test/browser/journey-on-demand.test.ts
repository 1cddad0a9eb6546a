import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SessionEvents } from '@cutaway/core';
import { longestGapMs } from './support/cuts.js';
import type { RouteAnswer } from './support/serve-page.js';
import { openSessionLab, type SessionLab } from './support/session-lab.js';
import { splitModules } from './support/split-modules.js';

const POD_MS = 7680;
const ENTRY = fileURLToPath(new URL('./split-session.ts', import.meta.url));

describe('the code for ads, loaded on demand (real Chromium, built packages)', () => {
  let lab: SessionLab;
  let isRefused = false;
  let asked: string[] = [];
  // A channel of its own for each: a break of the test before would still be listed.
  beforeEach(async () => {
    const files = await splitModules(ENTRY, true);
    const route = ({ pathname }: URL): RouteAnswer | null => {
      const name = pathname.replace('/app/', '');
      const body = files.get(name);
      if (body === undefined) return null;
      const [, onDemand] = /^(ads|second-element)-/.exec(name) ?? [];
      if (onDemand !== undefined) asked.push(onDemand);
      if (onDemand !== undefined && isRefused) return { status: 404, type: 'text/plain', body: '' };
      return { status: 200, type: 'text/javascript', body };
    };
    lab = await openSessionLab({
      route,
      channel: { schedule: 'none', podMs: POD_MS },
      code: '<script type="module" src="/app/split-session.js"></script>',
    });
  }, 60_000);
  afterEach(() => lab.close());

  const playOneBreak = async () => {
    asked = [];
    await lab.play({ ui: false });
    await lab.until(({ frames }) => frames.length > 50, 20_000);
    const before = asked.length;
    lab.channel.breakNow({ durationMs: POD_MS });
    const [report] = await lab.untilReports(1);
    await lab.browser.pause(1000);
    return { before, report, log: await lab.log() };
  };

  it('comes with the first decision, and once', async () => {
    isRefused = false;
    const { before, report, log } = await playOneBreak();
    expect(before).toBe(0);
    expect(asked).toEqual(['ads']);
    expect(report).toMatchObject({ outcome: 'played', strategy: 'stitch', causes: [] });
    expect(log.errors).toEqual([]);
  }, 90_000);

  it('that is not to be had loses the break with its cause, told once, and content frames go on', async () => {
    isRefused = true;
    const { before, report, log } = await playOneBreak();
    expect(before).toBe(0);
    expect(new Set(asked)).toEqual(new Set(['ads']));
    expect(report).toMatchObject({ outcome: 'lost', ads: [], causes: [{ name: 'INTERNAL', adInstanceId: null }] });
    const errors = log.events
      .filter(({ type }) => type === 'beacon')
      .map(({ detail }) => detail as SessionEvents['beacon'])
      .filter(({ stage, beacon }) => stage === 'sent' && beacon.adInstanceId === report?.brk.id);
    expect(errors.map(({ beacon }) => beacon.event)).toEqual(['error']);
    expect(JSON.stringify(errors)).toMatch(/[?&]e=900\b/);
    const started = log.frames[0]?.atMs ?? 0;
    expect(longestGapMs(log.frames, started + 1000)).toBeLessThanOrEqual(500);
    expect(log.errors).toEqual([]);
  }, 90_000);
});
