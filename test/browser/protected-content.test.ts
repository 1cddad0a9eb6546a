import type { BreakReport } from '@cutaway/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageLog, PagePlan } from './session-page.js';
import { longestGapMs } from './support/cuts.js';
import { openOddLab, type OddLab } from './support/odd-lab.js';
import { protectChannel, type ProtectedChannel, type Protection } from './support/protect-channel.js';

const POD = [
  { kind: 'exact', colour: 'red' },
  { kind: 'exact', colour: 'green' },
] as const;
const WHOLE_BREAK = ['ad', 'ad', 'content'];

/** Counts what is asked of the device's decryption, ahead of the player. */
const COUNT_KEYS = `
  window.keys = { requests: 0, set: 0 };
  const ask = MediaKeySession.prototype.generateRequest, set = HTMLMediaElement.prototype.setMediaKeys;
  MediaKeySession.prototype.generateRequest = function (...args) { window.keys.requests++; return ask.apply(this, args); };
  HTMLMediaElement.prototype.setMediaKeys = function (keys) { if (keys) window.keys.set++; return set.call(this, keys); };
`;
type CountsKeys = Window & { keys: { readonly requests: number; readonly set: number } };

describe.each([
  ['hls.js', 'cutaway'],
  ['Shaka', 'shaka'],
] as const)('clear ads in content that is protected with ClearKey, live, in %s, in Chromium', (_, engine) => {
  let lab: OddLab;
  let content: ProtectedChannel;
  let protection: Protection = { statuses: [], hasTags: true };
  let log: PageLog;
  let report: BreakReport | undefined;

  beforeAll(async () => {
    lab = await openOddLab({
      engine,
      pods: [POD],
      async inFront(channelUrl): Promise<Partial<PagePlan>> {
        await content?.close();
        content = await protectChannel(channelUrl, protection);
        return { stream: content.liveUrl, licenceUrl: content.licenceUrl };
      },
    });
  });
  afterAll(async () => {
    await lab.close();
    await content.close();
  });

  const playBreak = async (plan: Partial<PagePlan>, refused: readonly number[]) => {
    // Shaka takes a ClearKey of a playlist as it is, and asks a server only where the playlist says nothing.
    protection = { statuses: refused, hasTags: engine === 'cutaway' || refused.length === 0 };
    await lab.play(plan, COUNT_KEYS);
    [report] = await lab.untilReports(1);
    await lab.browser.pause(2000);
    log = await lab.log();
  };
  // The picture of an element that has keys cannot be read, so its colour is not known.
  const switches = (): readonly string[] =>
    log.events.flatMap(({ type, detail }) => (type === 'switch' ? [(detail as { to: string }).to] : []));

  describe('stitched', () => {
    beforeAll(() => playBreak({ strategy: 'stitch' }, []), 100_000);

    it('are played, and content is back behind them, without a freeze or an error', () => {
      expect(report).toMatchObject({ strategy: 'stitch', outcome: 'played', causes: [] });
      expect(switches()).toEqual(WHOLE_BREAK);
      expect(log.frames.length).toBeGreaterThan(100);
      expect(longestGapMs(log.frames, (log.frames[0]?.atMs ?? NaN) + 3000)).toBeLessThanOrEqual(1000);
      expect(log.errors).toEqual([]);
    });
    it('keep its keys: one licence, one session, keys set once (R18, R19)', async () => {
      // A key that the playlist brings along is Shaka's licence: no server is asked.
      expect(content.licences).toEqual(engine === 'shaka' ? [] : [200]);
      expect(await lab.browser.execute(() => (window as unknown as CountsKeys).keys)).toEqual({ requests: 1, set: 1 });
    });
  });

  describe('in the content’s element, a licence refused on the way back', () => {
    beforeAll(() => playBreak({ strategy: 'reattach' }, [200, 500]), 100_000);

    it('keep the report, and the licence is asked for again where the player needs one (R20)', () => {
      expect(report).toMatchObject({ strategy: 'reattach' });
      expect(switches()).toEqual(WHOLE_BREAK);
      // hls.js keeps its session while its content is away.
      expect(content.licences).toEqual(engine === 'shaka' ? [200, 500, 200] : [200]);
    });
  });
});
