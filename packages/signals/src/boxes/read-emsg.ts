import { findBoxes } from './find-boxes.js';
import { readUint } from './read-uint.js';
import { readCString } from './text-of.js';

/** One DASHEventMessageBox (ISO/IEC 23009-1 §5.10.3.3). */
export interface Emsg {
  readonly schemeIdUri: string;
  readonly value: string;
  readonly id: number;
  /** Version 0 counts from the segment's earliest presentation time, version 1 is on the media timeline. */
  readonly time: { readonly from: 'segment' | 'media'; readonly ms: number };
  /** null: unknown (0xFFFFFFFF). */
  readonly durationMs: number | null;
  readonly message: Uint8Array;
}

/** All emsg boxes of a fragment, in their order. One that is cut short, or of a version that is not known, is left out. */
export function readEmsg(fragment: Uint8Array): readonly Emsg[] {
  const found = findBoxes(fragment).filter(({ type }) => type === 'emsg');
  return found.map(({ body }) => readBody(body)).filter((one) => one !== null);
}

function readBody(body: Uint8Array): Emsg | null {
  const version = body[0];
  if (version !== 0 && version !== 1) return null;
  const isAbsolute = version === 1;
  const names = isAbsolute ? 24 : 4;
  const scheme = readCString(body, names);
  const value = readCString(body, scheme.next);
  const numbers = isAbsolute ? 4 : value.next;
  const time = isAbsolute ? 8 : 4;
  const timescale = readUint(body, numbers, 4) || 1;
  const ticks = readUint(body, numbers + 4, time);
  const duration = readUint(body, numbers + 4 + time, 4);
  const id = readUint(body, numbers + 8 + time, 4);
  // The fields of version 0 follow its texts, so they are missing where those are not ended.
  const start = isAbsolute ? value.next : numbers + 16;
  if (isNaN(ticks + duration + id) || start > body.length) return null;
  return {
    schemeIdUri: scheme.text,
    value: value.text,
    id,
    time: { from: isAbsolute ? 'media' : 'segment', ms: (ticks / timescale) * 1000 },
    durationMs: duration === 0xffffffff ? null : (duration / timescale) * 1000,
    message: body.subarray(start),
  };
}
