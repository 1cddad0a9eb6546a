import type { PlayerFact } from '@cutaway/core';
import type { Verdict } from './rule.js';

type Check = (value: unknown) => boolean;
const AD_ERRORS = [
  'MEDIA_NOT_FOUND',
  'MEDIA_TIMEOUT',
  'MEDIA_UNSUPPORTED',
  'MEDIA_DECODE',
  'AUTOPLAY_REFUSED',
  'ELEMENT_REFUSED',
];

const isNumber: Check = (value) => typeof value === 'number' && isFinite(value);
const isPositive: Check = (value) => isNumber(value) && (value as number) >= 0;
const isShare: Check = (value) => isPositive(value) && (value as number) <= 1;
const isBoolean: Check = (value) => typeof value === 'boolean';
const isText: Check = (value) => typeof value === 'string';
const isName: Check = (value) => isText(value) && value !== '';
const isList: Check = (value) => Array.isArray(value);
const isSize: Check = (value) => Array.isArray(value) && value.length === 2 && value.every(isPositive);
const isAbsolute: Check = (value) => isText(value) && /^[a-z][a-z0-9+.-]*:/i.test(value as string);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const orNone =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    words.includes(value as string);

const hasShape =
  (shape: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.keys(shape).every((field) => shape[field]?.((value as Record<string, unknown>)[field]));
const isVariant = hasShape({
  bandwidth: orNull(isPositive),
  width: orNull(isPositive),
  height: orNull(isPositive),
  codecs: orNull(isName),
});
const isTrack = hasShape({ language: orNull(isName), role: orNull(isName) });
const isRange: Check = (value) => Array.isArray(value) && value.length === 2 && value[0] <= value[1];

/** What each field of each fact must be. */
const SHAPES: Readonly<Record<PlayerFact['type'], Readonly<Record<string, Check>>>> = {
  'content-frame': {
    mediaMs: isPositive,
    programMs: isNumber,
    uri: orNone(isAbsolute),
    bufferMs: orNone(isPositive),
    gapMs: orNone(isPositive),
    rate: orNone(isNumber),
  },
  quality: { droppedFrames: orNull(isPositive), seeks: isPositive, size: isSize },
  rendition: {
    throughputKbps: orNull(isPositive),
    variant: orNull(isVariant),
    seekable: orNull(isRange),
    audio: orNull(isTrack),
    text: orNull(isTrack),
  },
  'play-state': { state: oneOf('playing', 'paused', 'waiting', 'ended') },
  seeking: { mediaMs: isPositive },
  volume: { muted: isBoolean },
  fullscreen: { on: isBoolean },
  page: { hidden: isBoolean },
  visibility: { share: orNull(isShare) },
  heard: { signals: isList, causes: isList },
  stream: { live: isBoolean, durationMs: orNull(isPositive) },
  latency: { latencyMs: isNumber },
  'content-failed': {
    url: orNull(isText),
    status: orNull(isNumber),
    fatal: isBoolean,
    detail: isText,
  },
  'segment-failed': { url: isAbsolute, status: orNull(isNumber) },
  'ad-ready': { adInstanceId: isName },
  'ad-frame': {
    adInstanceId: isName,
    adMs: isPositive,
    durationMs: orNone(isPositive),
    gapMs: orNone(isPositive),
    droppedFrames: orNone(isPositive),
  },
  'ad-play-state': { adInstanceId: isName, state: oneOf('playing', 'paused', 'waiting') },
  'ad-ended': { adInstanceId: isName },
  'ad-failed': { adInstanceId: isName, error: oneOf(...AD_ERRORS), detail: isText },
};

/** What is wrong with the shape of a fact. */
export function checkShape(fact: PlayerFact): Verdict {
  const shape = SHAPES[fact.type];
  if (!shape) return `${String(fact.type)} is no fact`;
  const fields = { ...fact } as Readonly<Record<string, unknown>>;
  const wrong = Object.keys(shape).find((field) => !shape[field]?.(fields[field]));
  return wrong === undefined ? null : `${fact.type}.${wrong} is ${String(fields[wrong])}`;
}
