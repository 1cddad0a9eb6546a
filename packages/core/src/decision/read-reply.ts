import {
  DECISION_PROTOCOL,
  type Ad,
  type DecisionReply,
  type Pod,
  type StitchedSpan,
  type Tracker,
} from '@cutaway/model';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);
const isLength = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

/**
 * Reads the service's JSON answer. What the player cannot do without is checked; anything else is taken as the service wrote it.
 * @returns the reply, or the sentence that says what was wrong.
 */
export function readReply(text: string): DecisionReply | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'the answer is not JSON';
  }
  if (!isFields(value) || value.protocol !== DECISION_PROTOCOL) return `protocol is not ${DECISION_PROTOCOL}`;
  const { pod, stitched, errorUrls } = value;
  if (!isFields(pod) || !isText(pod.id) || !Array.isArray(pod.ads)) return 'pod.id or pod.ads is missing';
  if (pod.beaconedBy !== 'client' && pod.beaconedBy !== 'server') return 'pod.beaconedBy is neither client nor server';
  for (const [index, ad] of pod.ads.entries()) {
    const fault = faultOf(ad);
    if (fault !== null) return `pod.ads[${index}].${fault}`;
  }
  const ids = new Set((pod.ads as Ad[]).map((ad) => ad.adInstanceId));
  if (ids.size !== pod.ads.length) return 'two ads have the same adInstanceId';
  if (stitched !== null && stitched !== undefined && !isSpans(stitched)) return 'stitched is not a list of spans';
  return {
    protocol: DECISION_PROTOCOL,
    pod: pod as unknown as Pod,
    stitched: (stitched as readonly StitchedSpan[] | null | undefined) ?? null,
    errorUrls: isTexts(errorUrls) ? errorUrls : [],
  };
}

function faultOf(ad: unknown): string | null {
  if (!isFields(ad)) return 'is not an object';
  if (!isText(ad.adInstanceId)) return 'adInstanceId is missing';
  if (!isLength(ad.durationMs)) return 'durationMs is not a length';
  if (
    !Array.isArray(ad.mediaFiles) ||
    !ad.mediaFiles.every((file) => isFields(file) && isText(file.url) && isText(file.type))
  ) {
    return 'mediaFiles is not a list of files';
  }
  if (!Array.isArray(ad.trackers) || !ad.trackers.every(isTracker)) return 'trackers is not a list of trackers';
  const nonLinear = ad.nonLinear ?? null;
  if (nonLinear !== null && !(isFields(nonLinear) && isText(nonLinear.imageUrl) && isLength(nonLinear.durationMs))) {
    return 'nonLinear has no imageUrl or durationMs';
  }
  return null;
}

function isTracker(value: unknown): value is Tracker {
  return (
    isFields(value) &&
    isText(value.event) &&
    typeof value.url === 'string' &&
    isLength(value.level) &&
    isLength(value.index)
  );
}

function isSpans(value: unknown): value is readonly StitchedSpan[] {
  return (
    Array.isArray(value) &&
    value.every(
      (span) => isFields(span) && isText(span.adInstanceId) && isLength(span.startsAt) && isLength(span.durationMs),
    )
  );
}
