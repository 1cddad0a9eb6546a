import type { Stretch } from './stretch.js';

/** The head of a box of ISO BMFF: its size, 32 bits, and its type. */
const HEAD = 8;
/** 'mdat', where the samples are. */
const MDAT = 0x6d646174;
/** The first tag of an element that has attributes. */
const TAG = /<[\w:.-]+(?=\s)(?:[^>"']|"[^"]*"|'[^']*')*>/g;
const BEGIN = /\sbegin\s*=\s*["'][^"']*["']/;
const END = /\s(?:end|dur)\s*=\s*["'][^"']*["']/g;

/**
 * A fragment of IMSC1 without what is outside of its stretch, as `cutCues` says of WebVTT. hls.js reads the data of a fragment alone, and
 * of that the elements that say when they begin, on the clock of the picture: so only that is handed on.
 */
export function cutTimedText(data: ArrayBuffer, stretch: Stretch): ArrayBuffer {
  const documents = documentsOf(data).map((document) => cutDocument(document, stretch));
  return documents.length > 0 ? writeData(documents) : data;
}

function cutDocument(document: string, { shiftSeconds, from, to }: Stretch): string {
  const secondsOf = readTimes(document);
  const of = (tag: string, name: string): number =>
    secondsOf(new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)`).exec(tag)?.[1] ?? '');
  return document.replace(TAG, (tag) => {
    const begin = of(tag, 'begin');
    const end = Number.isNaN(of(tag, 'end')) ? begin + of(tag, 'dur') : of(tag, 'end');
    const [first, last] = [Math.max(begin, from - shiftSeconds), Math.min(end, to - shiftSeconds)];
    if (Number.isNaN(end) || (first === begin && last === end)) return tag; // no cue, or one that is whole within
    if (first >= last) return tag.replace(BEGIN, '');
    return tag.replace(END, '').replace(BEGIN, () => ` begin="${first.toFixed(3)}s" end="${last.toFixed(3)}s"`);
  });
}

/** How a document tells time (TTML1 §10.3.1): on a clock, with frames or without, or as a count of one unit. NaN: not at all. */
function readTimes(document: string): (time: string) => number {
  const parameter = (name: string): string | undefined =>
    new RegExp(`ttp:${name}\\s*=\\s*["']([^"']*)`).exec(document)?.[1];
  const [up = 1, down = 1] = (parameter('frameRateMultiplier') ?? '').split(/\s+/).map((part) => Number(part) || 1);
  const frames = (Number(parameter('frameRate') ?? 30) * up) / down;
  const ticks = Number(parameter('tickRate') ?? (parameter('frameRate') ? frames : 1));
  const units: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001, f: 1 / frames, t: 1 / ticks };
  return (time) => {
    const [, count, unit] = /^([\d.]+)(h|m|s|ms|f|t)$/.exec(time) ?? [];
    if (count !== undefined && unit !== undefined) return Number(count) * (units[unit] ?? NaN);
    const [, hours, minutes, seconds, frame = 0] = /^(\d+):(\d\d):(\d\d(?:\.\d+)?)(?::(\d+))?/.exec(time) ?? [];
    return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(frame) / frames;
  };
}

/** hls.js takes each data box for a document. */
function documentsOf(data: ArrayBuffer): readonly string[] {
  const view = new DataView(data);
  const found: string[] = [];
  for (let at = 0; at + HEAD <= data.byteLength;) {
    const size = view.getUint32(at);
    if (size < HEAD || at + size > data.byteLength) return [];
    if (view.getUint32(at + 4) === MDAT) found.push(new TextDecoder().decode(data.slice(at + HEAD, at + size)));
    at += size;
  }
  return found;
}

function writeData(documents: readonly string[]): ArrayBuffer {
  const bodies = documents.map((document) => new TextEncoder().encode(document));
  const whole = new Uint8Array(bodies.reduce((sum, { length }) => sum + HEAD + length, 0));
  let at = 0;
  for (const body of bodies) {
    new DataView(whole.buffer).setUint32(at, HEAD + body.length);
    new DataView(whole.buffer).setUint32(at + 4, MDAT);
    whole.set(body, at + HEAD);
    at += HEAD + body.length;
  }
  return whole.buffer;
}
