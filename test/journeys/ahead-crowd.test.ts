import type { HttpRequest } from '@cutaway/core';
import { describe, expect, it } from 'vitest';
import { createAdSession } from '@cutaway/core';
import { aReply, createFakeClock, createFakeNetwork } from '@cutaway/testkit';
import './stage.js';
import { aHint, bodyOf, FORESEEN, PLAN_URL, START_MS } from './ahead-stage.js';

const CLIENTS = 1000;
const WINDOW_MS = 60_000;
const BREAK_AFTER_MS = 100_000;
const hint = aHint({
  ...{ windowStartMs: START_MS + 20_000, windowMs: WINDOW_MS, names: ['break-0'] },
  expectedStartMs: START_MS + BREAK_AFTER_MS,
});
const LIVE = '#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-MEDIA-SEQUENCE:1\n';

/** The live playlist at a moment: dated, and with the break's signal some seconds before it is on. */
function playlistAt(nowMs: number): string {
  const edgeMs = nowMs - (nowMs % 4000);
  const date = (ms: number) => new Date(ms).toISOString();
  const at = START_MS + BREAK_AFTER_MS;
  const signal =
    edgeMs >= at - 12_000
      ? `#EXT-X-DATERANGE:ID="break-0",START-DATE="${date(at)}",PLANNED-DURATION=11.52,SCTE35-OUT=0xFC302500000000000000FFF01405000000017FEFFE0000000000000001010000000000000000\n`
      : '';
  const segments = [5, 4, 3, 2, 1]
    .map(
      (n) => `#EXT-X-PROGRAM-DATE-TIME:${date(edgeMs - n * 4000)}\n#EXTINF:4,\nhttps://live.example/${edgeMs - n}.ts\n`,
    )
    .join('');
  return `${LIVE}${signal}${segments}`;
}

type Asked = { readonly atMs: number; readonly isAhead: boolean };

/** Each client joins at a moment of its own, reads its playlist every four seconds, and asks when its session does. */
async function crowd(answers: (request: HttpRequest, n: number) => object | null): Promise<readonly Asked[]> {
  const clock = createFakeClock(START_MS);
  const asked: Asked[] = [];
  let n = 0;
  const network = createFakeNetwork(clock.port, (request) => {
    if (request.url === PLAN_URL) return { text: JSON.stringify({ hints: [hint], refreshMs: 10_000 }) };
    if (request.method !== 'POST' || !request.url.startsWith('https://service.')) return {};
    asked.push({ atMs: clock.port.nowMs(), isAhead: !!bodyOf(request).hint });
    const answer = answers(request, n++);
    return answer ? { delayMs: 80, text: JSON.stringify(answer) } : { status: 503 };
  });
  const sessions = Array.from({ length: CLIENTS }, (_, client) => {
    const startsInMs = (client * 15_000) / CLIENTS;
    const abilities = { name: 'client', rewritesPlaylists: true, secondElement: false, canPlay: () => true };
    let undo = (): void => undefined;
    clock.port.after(startsInMs, () => {
      const session = createAdSession({
        player: {
          abilities,
          run: () => undefined,
          connect: (host) => {
            const read = (): void => {
              const nowMs = clock.port.nowMs();
              host.playlist({ url: 'https://live.example/main.m3u8', kind: 'muxed', text: playlistAt(nowMs) });
              host.tell({ type: 'frame', programMs: nowMs - 12_000, mediaMs: nowMs - START_MS } as never);
              stop = clock.port.after(4000, read);
            };
            let stop = clock.port.after(10, read);
            return () => stop();
          },
        },
        decision: { url: 'https://service.example/decision', planUrl: PLAN_URL },
        traceChars: 1,
        ports: { clock: clock.port, http: network.port, seed: () => client * 7919 + 1 },
      });
      undo = () => session.destroy();
    });
    return () => undo();
  });
  await clock.advance(BREAK_AFTER_MS + 20_000);
  sessions.forEach((end) => end());
  return asked;
}

/** Requests in each second from the first to the last. */
function load(asked: readonly Asked[]): { readonly p95: number; readonly mean: number } {
  const seconds = asked.map(({ atMs }) => Math.floor(atMs / 1000));
  const firstS = Math.min(...seconds);
  const counts = Array.from({ length: Math.max(...seconds) - firstS + 1 }, () => 0);
  for (const at of seconds) counts[at - firstS] = (counts[at - firstS] ?? 0) + 1;
  const sorted = [...counts].sort((a, b) => a - b);
  return { p95: sorted[Math.ceil(sorted.length * 0.95) - 1] ?? NaN, mean: asked.length / counts.length };
}

describe('a thousand viewers of a live channel (R36)', () => {
  it('ask ahead, spread over the window: p95 of requests a second is at most twice the mean', async () => {
    const asked = await crowd(() => aReply(FORESEEN));
    expect(asked).toHaveLength(CLIENTS);
    expect(asked.every(({ isAhead }) => isAhead)).toBe(true);
    const { p95, mean } = load(asked);
    expect(p95).toBeLessThanOrEqual(2 * mean);
  }, 120_000);

  it('ask at the break where their answer did not come, and that is still at most twice the mean', async () => {
    const asked = await crowd((request, n) => (bodyOf(request).hint && n % 10 === 0 ? null : aReply(FORESEEN)));
    const atOnce = asked.filter(({ isAhead }) => !isAhead);
    expect(atOnce.length).toBeGreaterThan(50);
    const { p95, mean } = load(asked);
    expect(p95).toBeLessThanOrEqual(2 * mean);
  }, 120_000);
});
