import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageLog } from './session-page.js';
import { openSessionLab, type SessionLab } from './support/session-lab.js';

const POD_MS = 11_520;
/** Of the last ad's 5.76 s, so that content is being fetched already when he pauses. */
const PAUSES_AFTER_MS = 4400;
const PAUSE_MS = 9000;

/** A busy page does not hear of each frame, so it is the time that counts. */
function isSeenFor({ frames }: PageLog, what: string, ms: number): boolean {
  const ofIt = frames.filter((frame) => frame.top && frame.what === what);
  return (ofIt.at(-1)?.mediaMs ?? 0) - (ofIt[0]?.mediaMs ?? 0) > ms;
}

describe.each([
  ['hls.js', 'cutaway'],
  ['Shaka', 'shaka'],
] as const)('content that was fetched ahead for the end of an ad in its element, %s', (_name, engine) => {
  let lab: SessionLab;
  beforeAll(async () => {
    lab = await openSessionLab({ engine, channel: { schedule: 'none', podMs: POD_MS } });
    await lab.play({ strategy: 'reattach' });
    await lab.until(isSeenFor, 20_000, 'content', 2000);
    lab.channel.breakNow({ durationMs: POD_MS });
    await lab.until(isSeenFor, 40_000, 'green', PAUSES_AFTER_MS);
    await lab.browser.execute(() => document.querySelector('video')?.pause());
    await lab.browser.pause(PAUSE_MS);
    await lab.browser.execute(() => document.querySelector('video')?.play());
    await lab.untilReports(1);
    await lab.browser.pause(4000);
  }, 120_000);
  afterAll(() => lab.close());

  it('does not keep content from coming back where the viewer pauses the ad, and content is elsewhere by then', async () => {
    const { frames, errors, videos } = await lab.log();
    const shown = frames.filter(({ top }) => top);
    const back = shown.map(({ what }) => what === 'green').lastIndexOf(true) + 1;
    const content = shown.slice(back);
    expect(shown[back]?.what).toBe('content');
    expect((shown[back]?.atMs ?? 0) - (shown[back - 1]?.atMs ?? 0)).toBeLessThan(1500);
    expect(content.length).toBeGreaterThan(60);
    const longestMs = Math.max(...content.slice(1).map(({ atMs }, n) => atMs - (content[n]?.atMs ?? 0)));
    expect(longestMs).toBeLessThan(500);
    expect(errors).toEqual([]);
    expect(videos).toBe(1);
  });
});
