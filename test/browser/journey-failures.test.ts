import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionEvents } from '@cutaway/core';
import { longestGapMs } from './support/cuts.js';
import { FORGET, ONE_DECODER } from './support/one-decoder.js';
import { openSessionLab, type LabOptions, type SessionLab } from './support/session-lab.js';
import type { PageLog, PagePlan } from './session-page.js';

/** The newest frame of which it is known whether the viewer saw it: that is told a moment after the frame. */
function lastSeen({ frames, nowMs }: PageLog) {
  return [...frames].reverse().find(({ atMs }) => atMs < nowMs - 100);
}

/** Broken decision services on the page's own origin. */
const route: LabOptions['route'] = ({ pathname }) => {
  if (pathname === '/broken/late') return 'hang';
  if (pathname === '/broken/500') return { status: 500, type: 'text/plain', body: 'out of order' };
  if (pathname === '/broken/malformed') return { status: 200, type: 'application/json', body: '{"protocol":1,"pod":' };
  if (pathname !== '/broken/empty') return null;
  const pod = { id: 'none', breakId: 'none', beaconedBy: 'client', ads: [] };
  return {
    status: 200,
    type: 'application/json',
    body: JSON.stringify({ protocol: 1, pod, stitched: null, errorUrls: [] }),
  };
};

/** A page on which the ad's element may not start without a gesture. */
const NO_AUTOPLAY = `
  const play = HTMLMediaElement.prototype.play;
  let first = null;
  HTMLMediaElement.prototype.play = function () {
    first = first || this;
    return this === first ? play.call(this) : Promise.reject(new DOMException('no gesture', 'NotAllowedError'));
  };`;

interface Failure {
  readonly name: string;
  readonly plan: (origin: string) => Partial<PagePlan>;
  readonly before?: string;
  readonly cause: string;
  readonly code: number;
}

const failures: readonly Failure[] = [
  {
    name: 'a decision that is late',
    plan: (origin) => ({ decisionUrl: `${origin}/broken/late` }),
    cause: 'DECISION_TIMEOUT',
    code: 301,
  },
  {
    name: 'a decision that is a 500',
    plan: (origin) => ({ decisionUrl: `${origin}/broken/500` }),
    cause: 'DECISION_FAILED',
    code: 301,
  },
  {
    name: 'a decision that is empty',
    plan: (origin) => ({ decisionUrl: `${origin}/broken/empty` }),
    cause: 'DECISION_EMPTY',
    code: 303,
  },
  {
    name: 'a decision that is malformed',
    plan: (origin) => ({ decisionUrl: `${origin}/broken/malformed` }),
    cause: 'DECISION_MALFORMED',
    code: 100,
  },
  {
    name: 'a second element that is refused',
    plan: () => ({ strategy: 'secondElement' }),
    before: ONE_DECODER.deny,
    cause: 'ELEMENT_REFUSED',
    code: 405,
  },
  {
    name: 'autoplay that is refused',
    plan: () => ({ strategy: 'secondElement' }),
    before: FORGET + NO_AUTOPLAY,
    cause: 'AUTOPLAY_REFUSED',
    code: 405,
  },
];

describe('content frames advance again within 3 s after', () => {
  let lab: SessionLab;
  beforeAll(async () => {
    lab = await openSessionLab({ route, channel: { schedule: { everyMs: 15_360, firstMs: 9600 }, podMs: 7680 } });
  }, 60_000);
  afterAll(() => lab.close());

  it.each(failures)(
    '$name',
    async ({ plan, before, cause, code }) => {
      await lab.play(plan(lab.origin), before);
      const [report] = await lab.untilReports(1);
      await lab.browser.pause(3000);
      const log = await lab.log();
      expect(report?.causes.map(({ name }) => name)).toEqual([cause]);
      expect(report?.outcome).toBe(cause === 'DECISION_EMPTY' ? 'unfilled' : 'lost');
      const started = log.frames[0]?.atMs ?? 0;
      expect(longestGapMs(log.frames, started + 1000)).toBeLessThanOrEqual(3000);
      expect(lastSeen(log)).toMatchObject({ what: 'content', top: true });
      // The channel goes on: a next break may fail, too, before the page is read.
      const about = [report?.brk.id, ...(report?.ads ?? []).map(({ adInstanceId }) => adInstanceId)];
      const errors = log.events
        .filter(({ type }) => type === 'beacon')
        .map(({ detail }) => detail as SessionEvents['beacon'])
        .filter(
          ({ stage, beacon }) => stage === 'sent' && beacon.event === 'error' && about.includes(beacon.adInstanceId),
        )
        // What the page before left unanswered about the same break is sent from here, too: its key has that session's name.
        .filter(
          ({ beacon: { key, adInstanceId } }) => adInstanceId !== report?.brk.id || key.startsWith(log.sessionId),
        );
      expect(errors).toHaveLength(1);
      // The break's own error goes to the application's address too, in its own words.
      expect(JSON.stringify(errors[0])).toMatch(new RegExp(`[?&](code|e)=${code}`));
      expect(log.errors).toEqual([]);
    },
    60_000,
  );
});

describe('with ad media', () => {
  const broken = (faults: NonNullable<LabOptions['channel']['faults']>): LabOptions => ({
    channel: { schedule: { atMs: [9600] }, podMs: 11_520, faults },
  });

  it.each([
    {
      name: 'that is not there',
      faults: [{ path: '^/ads/', status: 404 }],
      code: 401,
      cause: 'MEDIA_NOT_FOUND',
      outcome: 'lost',
      errors: 2,
    },
    {
      name: 'that never answers',
      faults: [{ path: '^/ads/.*m4s', delayMs: 60_000 }],
      code: 402,
      cause: 'MEDIA_TIMEOUT',
      outcome: 'lost',
      errors: 2,
    },
    {
      name: 'that stalls in the middle of a stitched ad',
      faults: [{ path: '^/ads/ad-green/video/hi-001.m4s', stall: true }],
      code: 402,
      // The last good segment stands in for the one that hangs, so nothing stalls.
      cause: 'MEDIA_TIMEOUT',
      outcome: 'partial',
      errors: 1,
    },
    {
      name: 'that is gone in the middle of a stitched ad',
      faults: [{ path: '^/ads/ad-green/video/..-001.m4s', status: 404 }],
      code: 401,
      cause: 'MEDIA_NOT_FOUND',
      outcome: 'partial',
      errors: 1,
    },
  ])(
    '$name content frames advance again within 3 s, and each ad hears its error once',
    async ({ faults, code, cause, outcome, errors }) => {
      const lab = await openSessionLab(broken(faults));
      try {
        await lab.play({ strategy: 'stitch' });
        const [report] = await lab.untilReports(1);
        await lab.browser.pause(3000);
        const log = await lab.log();
        expect([...new Set(report?.causes.map(({ name }) => name))]).toEqual([cause]);
        expect(report?.outcome).toBe(outcome);
        const started = log.frames[0]?.atMs ?? 0;
        expect(longestGapMs(log.frames, started + 1000)).toBeLessThanOrEqual(3000);
        expect(lastSeen(log)).toMatchObject({ what: 'content', top: true });
        const beacons = await lab.beacons(log.sessionId);
        expect(
          beacons.filter(({ event }) => event === 'error').map(({ code: sent, count }) => ({ sent, count })),
        ).toEqual(Array.from({ length: errors }, () => ({ sent: code, count: 1 })));
        expect(log.errors).toEqual([]);
      } finally {
        await lab.close();
      }
    },
    90_000,
  );
});
