import { beforeAll, describe, expect, it } from 'vitest';
import type { BreakReport, SessionEvents } from '@cutaway/core';
import { longestGapMs } from './support/cuts.js';
import { COUNT_CALLS, FORGET, ONE_DECODER, UNKNOWN_TV } from './support/one-decoder.js';
import { openSessionLab, type LabOptions } from './support/session-lab.js';
import type { PageLog } from './session-page.js';

const POD_MS = 5760;
const DEVICES = { ...ONE_DECODER, unknown: UNKNOWN_TV + ONE_DECODER.deny };
type Device = keyof typeof DEVICES;

/** What a whole session came to, in which an ad took the content's own element in the end. */
interface Session {
  readonly reports: readonly BreakReport[];
  readonly log: PageLog;
  /** Elements that have begun to load something. */
  readonly loaded: number;
}

/** Plays until an ad of a second break is on the screen, which is told when the first one has closed. */
async function play(engine: NonNullable<LabOptions['engine']>, device: Device): Promise<Session> {
  const lab = await openSessionLab({ engine, encoding: 'mp4', channel: { schedule: 'none', podMs: POD_MS } });
  try {
    await lab.play({}, FORGET + DEVICES[device] + COUNT_CALLS);
    await lab.until(({ frames }) => frames.length > 25, 40_000);
    lab.channel.breakNow({ durationMs: POD_MS });
    if (device !== 'unknown') {
      await lab.untilReports(1, 40_000);
      lab.channel.breakNow({ durationMs: POD_MS });
    }
    await lab.until(isReattached, 40_000);
    await lab.browser.pause(1000);
    const loaded = await lab.browser.execute(() => window.called.loaded.size);
    return { reports: await lab.reports(), log: await lab.log(), loaded };
  } finally {
    await lab.close();
  }
}

const isReattached = ({ events }: PageLog): boolean =>
  events.some(({ type, detail }) => {
    if (type !== 'switch') return false;
    const { to, strategy } = detail as SessionEvents['switch'];
    return to === 'ad' && strategy === 'reattach';
  });

describe.each([
  { player: 'hls.js', engine: 'cutaway' },
  { player: 'Shaka', engine: 'shaka' },
] as const)('a whole session with $player on a device with one decoder', ({ engine }) => {
  const sessions = new Map<Device, Session>();
  beforeAll(async () => {
    // Two at a time, since each is a browser of its own.
    const waiting = Object.keys(DEVICES) as Device[];
    const playAll = async (): Promise<void> => {
      for (let next; (next = waiting.shift());) sessions.set(next, await play(engine, next));
    };
    // One that fails must not leave the other's browser behind.
    await Promise.allSettled([playAll(), playAll()]);
  }, 180_000);
  const of = (device: Device): Session => {
    const session = sessions.get(device);
    if (!session)
      throw new Error(
        `Cannot read session on ${device}: it did not come to its end, expected an ad of the second break`,
      );
    return session;
  };

  it.each(Object.keys(ONE_DECODER) as Device[])(
    'goes on with content where the second element is not borne (%s), and does not try it again (R3)',
    (device) => {
      const { reports, log, loaded } = of(device);
      expect(reports[0]).toMatchObject({ strategy: 'secondElement', causes: [{ name: 'ELEMENT_REFUSED' }] });
      expect(loaded).toBe(2);
      const started = log.frames[0]?.atMs ?? 0;
      expect(longestGapMs(log.frames, started + 1000)).toBeLessThanOrEqual(3000);
      const errors = log.events
        .filter(({ type }) => type === 'beacon')
        .map(({ detail }) => detail as SessionEvents['beacon'])
        .filter(({ stage, beacon }) => stage === 'sent' && beacon.event === 'error');
      expect(errors.map((error) => /[?&]e=(\d+)/.exec(JSON.stringify(error))?.[1])).toEqual(['405']);
      expect(log.errors).toEqual([]);
    },
  );

  it('loads no second element on a TV that nobody knows and that would refuse one (R2)', () => {
    const { log, loaded } = of('unknown');
    expect(loaded).toBe(1);
    expect(log.errors).toEqual([]);
  });
});
