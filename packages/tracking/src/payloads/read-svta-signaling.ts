import type { Ad, StitchedSpan, Verification } from '@cutaway/model';
import { type Fields, fieldsOf, gather, listOf, msOf, textOf, urlsOf } from './fields.js';
import { parsePayload } from './parse-payload.js';
import { adOfPayload, type ReadPayloadOptions, type TrackedPod, type TrackedPods } from './tracked-pod.js';
import { eventOf, isOfBreak, trackersOf, type Wanted } from './tracker-list.js';

const WHAT = 'ad creative signaling';

/** What is made of one payload, and what was left out of it. */
interface Reading {
  readonly prefix: string;
  readonly leftOut: string[];
}

/**
 * Ad creative signaling (SVTA 2053-2, `X-AD-CREATIVE-SIGNALING`): an object, its JSON, or that in base64. Slots become ads that
 * the stream holds already; their times count from where the payload is anchored. What has to be fetched (`$remote`) is left out.
 * @returns what it says, or the sentence that says why it cannot be read.
 */
export function readSvtaSignaling(payload: unknown, { prefix }: ReadPayloadOptions): TrackedPods | string {
  const envelope = parsePayload(payload, WHAT);
  if (typeof envelope === 'string') return envelope;
  const { version = 2, type = 'slot', payload: items } = envelope;
  if (version !== 2) return `Cannot read ${WHAT}: version is ${String(version)}, expected 2`;
  if (!Array.isArray(items)) return `Cannot read ${WHAT}: payload is no list, expected slots or pods`;
  const leftOut: string[] = [];
  const pods = type === 'pod' ? items.map(fieldsOf) : type === 'slot' ? [{ slots: items } as Fields] : [];
  if (pods.length === 0 && items.length > 0) leftOut.push(`type ${JSON.stringify(type)}`);
  const read = pods.map((pod, n) => podOf(pod, { prefix: `${prefix}-${n}`, leftOut }));
  return { pods: read.filter(({ ads, breakTrackers }) => ads.length + breakTrackers.length > 0), leftOut };
}

function podOf(pod: Fields, { prefix, leftOut }: Reading): TrackedPod {
  const startMs = msOf(pod['start']) ?? 0;
  if (pod['$remote']) leftOut.push(`pod ${prefix}: $remote`);
  const slots = gather(listOf(pod['slots']), (slot, n) =>
    slotOf(fieldsOf(slot), startMs, { prefix: `${prefix}-${n}`, leftOut }),
  );
  const own = wantedOf(pod['tracking'], { prefix, leftOut });
  const all = [...own, ...gather(slots, ({ wanted }) => wanted)];
  const ofBreak = all.filter(({ event }) => isOfBreak(event));
  const errors = own.filter(({ event }) => event === 'error');
  for (const { event } of own)
    if (!isOfBreak(event) && event !== 'error') leftOut.push(`pod ${prefix}: tracking ${event}`);
  return {
    id: prefix,
    ads: slots.map(({ ad }) => ad),
    spans: slots.map(({ span }) => span),
    clock: 'payload',
    breakTrackers: trackersOf([...ofBreak, ...errors]),
  };
}

interface Slot {
  readonly ad: Ad;
  readonly span: StitchedSpan;
  readonly wanted: readonly Wanted[];
}

function slotOf(slot: Fields, podMs: number, reading: Reading): readonly [Slot] | null {
  const { prefix: adInstanceId, leftOut } = reading;
  const durationMs = msOf(slot['duration']);
  const { type = 'linear' } = slot;
  if (type !== 'linear' || durationMs === null) {
    leftOut.push(`slot ${adInstanceId}: ${type === 'linear' ? 'no duration' : `type ${JSON.stringify(type)}`}`);
    return null;
  }
  if (slot['$remote']) leftOut.push(`slot ${adInstanceId}: $remote`);
  const wanted = wantedOf(slot['tracking'], reading);
  const universalAdIds = gather(listOf(slot['identifiers']), (one) => {
    const { scheme, value } = fieldsOf(one);
    return textOf(value) === null ? null : [`${textOf(scheme) ?? 'unknown'} ${textOf(value)}`];
  });
  const verifications = listOf(slot['verifications']).map((one) => verificationOf(fieldsOf(one)));
  const ad = adOfPayload(adInstanceId, durationMs, {
    adId: universalAdIds[0]?.split(' ')[1] ?? '',
    universalAdId: universalAdIds[0] ?? null,
    ...(universalAdIds.length > 0 && { universalAdIds }),
    ...(verifications.length > 0 && { verifications }),
    skipAfterMs: msOf(slot['skipOffset']),
    clickThrough: textOf(slot['clickThrough']),
    trackers: trackersOf(wanted.filter(({ event }) => !isOfBreak(event))),
  });
  return [{ ad, span: { adInstanceId, startsAt: podMs + (msOf(slot['start']) ?? 0), durationMs }, wanted }];
}

/** `tracking[]`: an offset, in seconds of the slot, counts for `progress` alone. */
function wantedOf(tracking: unknown, { prefix, leftOut }: Reading): Wanted[] {
  return gather(listOf(tracking), (one): Wanted[] => {
    const { type, offset, urls } = fieldsOf(one);
    const event = eventOf(textOf(type));
    const ms = msOf(offset);
    const isPlaced = event !== 'progress' || ms !== null;
    if (event !== null && isPlaced)
      return [{ event, urls: urlsOf(urls), ...(event === 'progress' && ms !== null && { offset: { ms } }) }];
    leftOut.push(`${prefix}: tracking ${isPlaced ? JSON.stringify(type) : 'progress without an offset'}`);
    return [];
  });
}

function verificationOf({ vendor, resource, parameters }: Fields): Verification {
  const resources = urlsOf(resource).map((url) => ({
    ...{ type: 'javascript' as const, url, apiFramework: 'omid' },
    ...{ browserOptional: true, mimeType: null },
  }));
  return { vendor: textOf(vendor) ?? '', resources, parameters: textOf(parameters) };
}
