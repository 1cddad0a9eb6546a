import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from './adapter-page.js';
import { openAdapterLab, type AdapterLab } from './support/adapter-lab.js';

const SEGMENT_MS = 1920;
const LISTED = 6;

describe('hlsjs(): delta updates (RFC 8216bis §6.2.5.1, real Chromium)', () => {
  let lab: AdapterLab;
  let beganMs = 0;
  let asked: URL[] = [];

  /** A live window that offers blocking reloads and delta updates. */
  function livePlaylist(): string {
    const first = Math.min(4, Math.floor((Date.now() - beganMs) / SEGMENT_MS));
    const lines = ['#EXTM3U', '#EXT-X-VERSION:9', '#EXT-X-TARGETDURATION:2', `#EXT-X-MEDIA-SEQUENCE:${first}`];
    lines.push('#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=12.0,CAN-SKIP-DATERANGES=YES,HOLD-BACK=6.0');
    lines.push('#EXT-X-MAP:URI="/media/content/hi-init.mp4"');
    for (let sn = first; sn < first + LISTED; sn++) {
      const date = new Date(Date.UTC(2030, 0, 1) + sn * SEGMENT_MS).toISOString();
      lines.push(`#EXT-X-PROGRAM-DATE-TIME:${date}`, '#EXTINF:1.920,', `/media/content/hi-00${sn}.m4s`);
    }
    return `${lines.join('\n')}\n`;
  }

  beforeAll(async () => {
    lab = await openAdapterLab({
      route(url) {
        if (url.pathname !== '/live.m3u8') return null;
        asked.push(url);
        return { status: 200, type: 'application/vnd.apple.mpegurl', body: livePlaylist() };
      },
    });
  });
  afterAll(() => lab.close());

  async function askedBy(plain: boolean): Promise<readonly URLSearchParams[]> {
    await lab.fresh();
    beganMs = Date.now();
    asked = [];
    await lab.browser.execute(
      async (how) => {
        void window.lab.open('/live.m3u8', how).catch(() => undefined);
        await window.lab.wait(7000);
      },
      { plain },
    );
    return asked.map(({ searchParams }) => searchParams);
  }

  it('are asked for by hls.js alone, and never with the adapter, which goes on with blocking reloads', async () => {
    const alone = await askedBy(true);
    expect(alone.some((directives) => directives.has('_HLS_skip'))).toBe(true);
    const ours = await askedBy(false);
    expect(ours.some((directives) => directives.has('_HLS_msn'))).toBe(true);
    expect(ours.filter((directives) => directives.has('_HLS_skip'))).toEqual([]);
  });
});
