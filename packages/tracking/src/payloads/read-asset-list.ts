import type { StitchedSpan } from '@cutaway/model';
import { fieldsOf, gather, msOf } from './fields.js';
import { parsePayload } from './parse-payload.js';
import { readMediaTailor } from './read-media-tailor.js';
import { readSvtaSignaling } from './read-svta-signaling.js';
import type { ReadPayloadOptions, TrackedPod, TrackedPods } from './tracked-pod.js';

const WHAT = 'asset list';

/**
 * The tracking in an HLS asset list (RFC 8216bis appendix D): `X-AD-CREATIVE-SIGNALING` of each asset, of the list, and
 * MediaTailor's `TRACKING`. The assets' slots are one pod, one behind the other by their DURATION.
 * @returns what it says, or the sentence that says why it cannot be read.
 */
export function readAssetListTracking(payload: unknown, { prefix }: ReadPayloadOptions): TrackedPods | string {
  const list = parsePayload(payload, WHAT);
  if (typeof list === 'string') return list;
  if (!Array.isArray(list['ASSETS'])) return `Cannot read ${WHAT}: ASSETS is no list, expected one`;
  const leftOut: string[] = [];
  const take = (read: TrackedPods | string): readonly TrackedPod[] => {
    if (typeof read === 'string') leftOut.push(read);
    else leftOut.push(...read.leftOut);
    return typeof read === 'string' ? [] : read.pods;
  };
  let atMs = 0;
  const ofAssets = gather(list['ASSETS'], (one, n) => {
    const asset = fieldsOf(one);
    const signaling = asset['X-AD-CREATIVE-SIGNALING'];
    const pods = signaling === undefined ? [] : take(readSvtaSignaling(signaling, { prefix: `${prefix}-${n}` }));
    const moved = pods.map((pod) => move(pod, atMs));
    atMs += msOf(asset['DURATION']) ?? 0;
    return moved;
  });
  const whole = list['X-AD-CREATIVE-SIGNALING'];
  const tracking = list['TRACKING'];
  const pods = [
    ...join(prefix, ofAssets),
    ...(whole === undefined ? [] : take(readSvtaSignaling(whole, { prefix: `${prefix}-list` }))),
    ...(tracking === undefined ? [] : take(readMediaTailor(tracking, { prefix }))),
  ];
  return { pods, leftOut };
}

function move(pod: TrackedPod, byMs: number): TrackedPod {
  const spans = pod.spans.map((span): StitchedSpan => ({ ...span, startsAt: span.startsAt + byMs }));
  return { ...pod, spans };
}

function join(id: string, pods: readonly TrackedPod[]): TrackedPod[] {
  if (pods.length === 0) return [];
  return [
    {
      id,
      ads: gather(pods, ({ ads }) => ads),
      spans: gather(pods, ({ spans }) => spans),
      clock: 'payload',
      breakTrackers: gather(pods, ({ breakTrackers }) => breakTrackers),
    },
  ];
}
