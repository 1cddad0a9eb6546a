import type { Ad, StitchedSpan } from '@cutaway/model';
import { type Fields, fieldsOf, gather, listOf, msOf, textOf, urlsOf } from './fields.js';
import { companionOf, iconOf, partsOf, verificationOf } from './media-tailor-parts.js';
import { parsePayload } from './parse-payload.js';
import { adOfPayload, type ReadPayloadOptions, type TrackedPod, type TrackedPods } from './tracked-pod.js';
import { eventOf, isOfBreak, trackersOf, type Wanted } from './tracker-list.js';

const WHAT = 'MediaTailor tracking';

/**
 * The answer of AWS MediaTailor's tracking URL, or the `TRACKING` of its asset lists: an object or its JSON. Each avail becomes a
 * pod whose ads the stream holds already. Non-linear avails are composed by its server and are left out.
 * @returns what it says, or the sentence that says why it cannot be read.
 */
export function readMediaTailor(payload: unknown, { prefix }: ReadPayloadOptions): TrackedPods | string {
  const response = parsePayload(payload, WHAT);
  if (typeof response === 'string') return response;
  const { avails, nonLinearAvails } = response;
  if (!Array.isArray(avails)) return `Cannot read ${WHAT}: avails is no list, expected one avail a break`;
  const leftOut = listOf(nonLinearAvails).map((one) => `non-linear avail ${textOf(fieldsOf(one)['availId']) ?? ''}`);
  const pods = avails.map((one, n) => podOf(fieldsOf(one), `${prefix}-${n}`, leftOut));
  return { pods, leftOut, isWindow: true };
}

function podOf(avail: Fields, prefix: string, leftOut: string[]): TrackedPod {
  const { availId, ads: list, adBreakTrackingEvents } = avail;
  // An id stays the same while the window moves and the avail's place in the list does not.
  const id = textOf(availId) === null ? prefix : `${prefix.replace(/-\d+$/, '')}-${textOf(availId)}`;
  const ids: string[] = [];
  const found = gather(listOf(list), (one, n) => {
    // Ads leave the window and others come: their own ids stay what they are, their places do not.
    const named = `${id}-${textOf(fieldsOf(one)['adId']) ?? n}`;
    const adInstanceId = ids.indexOf(named) === -1 ? named : `${named}-${n}`;
    ids.push(adInstanceId);
    return adOf(fieldsOf(one), adInstanceId, leftOut);
  });
  const isDated = found.length > 0 && found.every(({ date }) => date !== null);
  const spans = found.map(({ ad, startMs, date }): StitchedSpan => ({
    adInstanceId: ad.adInstanceId,
    startsAt: isDated && date !== null ? date : startMs,
    durationMs: ad.durationMs,
  }));
  const own = wantedOf(adBreakTrackingEvents, 0, id, leftOut);
  return {
    ...{ id, spans },
    ...(textOf(availId) !== null && { name: textOf(availId) ?? '' }),
    ads: found.map(({ ad }) => ad),
    clock: isDated ? 'program-date' : 'payload',
    breakTrackers: trackersOf(own.filter(({ event }) => isOfBreak(event) || event === 'error')),
  };
}

interface TimedAd {
  readonly ad: Ad;
  readonly startMs: number;
  /** Milliseconds since 1970; null: no date. */
  readonly date: number | null;
}

function adOf(one: Fields, adInstanceId: string, leftOut: string[]): readonly [TimedAd] | null {
  const durationMs = msOf(one['durationInSeconds']) ?? msOf(one['duration']);
  const startMs = msOf(one['startTimeInSeconds']) ?? msOf(one['startTime']);
  if (durationMs === null || startMs === null) {
    leftOut.push(`ad ${adInstanceId}: no ${durationMs === null ? 'duration' : 'start'}`);
    return null;
  }
  const companions = partsOf(one['companionAds'], 'companion', companionOf);
  const icons = partsOf(one['icons'], 'icon', iconOf);
  const verifications = partsOf(one['adVerifications'], 'verification', verificationOf);
  const own = wantedOf(one['trackingEvents'], startMs, adInstanceId, leftOut);
  const adParameters = textOf(one['adParameters']);
  const ad = adOfPayload(adInstanceId, durationMs, {
    adId: textOf(one['vastAdId']) ?? textOf(one['adId']) ?? '',
    title: textOf(one['adTitle']) ?? '',
    skipAfterMs: msOf(one['skipOffset']),
    clickThrough: clickThroughOf(one),
    trackers: trackersOf([...own, ...companions.wanted, ...icons.wanted, ...verifications.wanted]),
    ...(companions.values.length > 0 && { companions: companions.values }),
    ...(icons.values.length > 0 && { icons: icons.values }),
    ...(verifications.values.length > 0 && { verifications: verifications.values }),
    ...(adParameters !== null && { adParameters }),
  });
  const date = Date.parse(textOf(one['adProgramDateTime']) ?? '');
  return [{ ad, startMs, date: isNaN(date) ? null : date }];
}

/** It comes as one of the events. */
function clickThroughOf(one: Fields): string | null {
  const events = listOf(one['trackingEvents']).map(fieldsOf);
  return urlsOf(events.filter(({ eventType }) => eventType === 'clickThrough'))[0] ?? null;
}

/** `trackingEvents[]`: their times are those of the stream, so that a `progress` is due at its distance from the ad's start. */
function wantedOf(list: unknown, adStartMs: number, whose: string, leftOut: string[]): Wanted[] {
  return gather(listOf(list), (one): Wanted[] => {
    const { eventType, event: other, startTimeInSeconds, startTime } = fieldsOf(one);
    const name = textOf(eventType ?? other);
    if (name === 'clickThrough') return [];
    const event = eventOf(name);
    const atMs = msOf(startTimeInSeconds) ?? msOf(startTime);
    const isPlaced = event !== 'progress' || atMs !== null;
    if (event === null || !isPlaced) {
      leftOut.push(`${whose}: event ${isPlaced ? JSON.stringify(name) : 'progress without a time'}`);
      return [];
    }
    const offset = { ms: Math.max(0, (atMs ?? 0) - adStartMs) };
    return [{ event, urls: urlsOf(one), ...(event === 'progress' && { offset }) }];
  });
}
