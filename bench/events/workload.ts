import type { TrackingEvent } from '../../packages/model/src/tracker.js';
import { codeOf } from '../../packages/decisioning/src/beacons/event-codes.js';
import type { AdIndex } from '../../packages/decisioning/src/beacons/pod-beacon-url.js';
import { mintPodToken } from '../../packages/decisioning/src/beacons/pod-token.js';
import { createTokenKeys } from '../../packages/decisioning/src/beacons/token-keys.js';

/** Both the load and the server have it. */
export const BENCH_KEY = { id: 'bench', secret: 'the key of the benchmark' };

/** Who may read reports of a service that is measured. */
export const BENCH_TOKEN = 'the-token-of-the-benchmark';

const keys = createTokenKeys([BENCH_KEY]);
const DURATION_MS = 20_000;
export const ADS = 4;
/** When each happens in an ad, in quarters of it. */
const EVENTS: readonly (readonly [TrackingEvent, number])[] = [
  ['impression', 0],
  ['start', 0],
  ['firstQuartile', 1],
  ['midpoint', 2],
  ['thirdQuartile', 3],
  ['complete', 4],
];
export const BEACONS_OF_POD = ADS * EVENTS.length;

/** One beacon of a viewer, as the workload means it. */
export interface WantedBeacon {
  readonly token: string;
  readonly ad: AdIndex;
  readonly event: TrackingEvent;
  readonly claimedAtMs: number;
}

/** A pod of four ads; without a cohort it is one viewer's. */
export function aPod(podSeed: number, issuedAtMs: number, cohort: string | null = null): string {
  const ads = Array.from({ length: ADS }, (_, n) => ({
    ...{ lineItemId: `li-${10_001 + n}`, bidderId: n < 2 ? null : 'bidder-a', durationMs: DURATION_MS },
    ...{ creativeTag: n < 2 ? 0xabcd00 + n : null, cpmMicros: 12_500_000 + n },
  }));
  const times = { issuedAtMs, expiresAtMs: issuedAtMs + 25 * 3_600_000 };
  const names = { eventId: 'channel-7', breakId: `brk-${podSeed >> 8}`, cohort };
  return mintPodToken({ ...names, ...times, podSeed, agentClass: 0, networkClass: 0, placed: ADS, ads }, keys);
}

/** Every beacon of a pod that is watched to its end, in order. */
export function beaconsOf(token: string, startsAtMs: number): readonly WantedBeacon[] {
  return Array.from({ length: ADS }, (_, ad) =>
    EVENTS.map(([event, quarter]) => {
      const claimedAtMs = startsAtMs + ad * DURATION_MS + (quarter * DURATION_MS) / 4;
      return { token, ad, event, claimedAtMs };
    }),
  ).flat();
}

/** The request as a server-side beacon of a viewer comes: each viewer has an address. */
export function requestOf(beacon: WantedBeacon, viewer: number, nonce: string | null = null): Buffer {
  const time = encodeURIComponent(new Date(beacon.claimedAtMs).toISOString());
  const query = `${nonce === null ? '' : `n=${nonce}&`}p=00%3A00%3A05.000&t=${time}&s=1&c=${10_000_000 + viewer}`;
  const address = `10.${(viewer >> 16) & 255}.${(viewer >> 8) & 255}.${viewer & 255}`;
  const agent = 'Mozilla/5.0 (SMART-TV; Linux; Tizen 6.5) AppleWebKit/537.36 (KHTML, like Gecko) TV Safari/537.36';
  return Buffer.from(
    `GET /b/${beacon.token}/${beacon.ad}${codeOf(beacon.event)}?${query} HTTP/1.1\r\nhost: collector\r\n` +
      `x-device-ip: ${address}\r\nx-device-user-agent: ${agent}\r\n\r\n`,
  );
}
