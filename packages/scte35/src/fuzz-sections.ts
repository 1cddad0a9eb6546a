import { crc32 } from './crc32.js';
import { decodeSpliceInfo } from './decode-splice-info.js';
import { encodeSpliceInfo } from './encode-splice-info.js';
import { readSplice } from './read-splice.js';
import { SAMPLES } from './sample-sections.js';
import { toBase64, toHex } from './text-bytes.js';
import { readUpid } from './upid/read-upid.js';
import { encodeSpliceXml } from './xml/encode-splice-xml.js';
import { decodeSpliceXml } from './xml/decode-splice-xml.js';

/** What came of a fuzz run. `throws` and `changed` hold the first sections that did harm, as hex. */
export interface FuzzReport {
  readonly sections: number;
  readonly decoded: number;
  readonly refused: number;
  /** Sections with a valid CRC whose bytes came back from encoding. */
  readonly sameBytes: number;
  readonly throws: string[];
  readonly changed: string[];
  readonly slowestMs: number;
}

/**
 * Mutates sample sections: flips bits, sets bytes, cuts, inserts, joins and lies about lengths, half of them with the CRC mended so
 * that nothing hides behind it. Everything that reads a section reads each. The same seed gives the same sections.
 * `nowMs`: a clock, for the slowest one.
 */
export function fuzzSections(sections: number, seed: number, nowMs: () => number): FuzzReport {
  const next = createChance(seed);
  const samples = SAMPLES.map(([, text]) => bytesOf(text));
  const throws: string[] = [];
  const changed: string[] = [];
  let [decoded, refused, sameBytes, slowestMs] = [0, 0, 0, 0];
  for (let i = 0; i < sections; i++) {
    const bytes = mutate(samples, next);
    const isMended = next(2) === 0 && mendCrc(bytes);
    const start = nowMs();
    try {
      const result = decodeSpliceInfo(bytes);
      if (result.ok) decoded++;
      else refused++;
      const section = result.ok ? result.section : result.partial;
      if (result.ok && isMended) {
        if (toHex(encodeSpliceInfo(result.section)) === toHex(bytes)) sameBytes++;
        else if (changed.length < 10) changed.push(toHex(bytes));
      }
      // The slower readers see one in eight.
      if (i % 8 === 0) {
        readSplice(next(2) === 0 ? toBase64(bytes) : toHex(bytes));
        if (result.ok) decodeSpliceXml(mutateText(encodeSpliceXml(result.section), next));
        for (const one of section?.descriptors ?? []) {
          if ('segmentationUpid' in one) readUpid(one.segmentationUpidType, one.segmentationUpid);
        }
      }
    } catch (thrown) {
      if (throws.length < 10) throws.push(`${toHex(bytes)}: ${String(thrown)}`);
    }
    slowestMs = Math.max(slowestMs, nowMs() - start);
  }
  return { sections, decoded, refused, sameBytes, throws, changed, slowestMs };
}

type Chance = (below: number) => number;

/** Numerical Recipes' linear congruence, its upper bits. */
function createChance(seed: number): Chance {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function bytesOf(text: string): readonly number[] {
  const decoded = decodeSpliceInfo(text);
  if (!decoded.ok) throw new Error(decoded.error.message);
  return [...encodeSpliceInfo(decoded.section)];
}

function mutate(samples: readonly (readonly number[])[], next: Chance): Uint8Array {
  const pick = (): readonly number[] => samples[next(samples.length)] ?? [];
  let bytes = [...pick()];
  for (let left = 1 + next(4); left > 0; left--) {
    const at = next(bytes.length);
    const kind = next(8);
    if (kind < 3) bytes[at] = (bytes[at] ?? 0) ^ (1 << next(8));
    else if (kind === 3) bytes[at] = next(256);
    else if (kind === 4) bytes[at] = [0, 0xff, 0x7f, 0x80][next(4)] ?? 0;
    else if (kind === 5) bytes = bytes.slice(0, at);
    else if (kind === 6) bytes.splice(at, 0, ...Array.from({ length: next(6) }, () => next(256)));
    else bytes = [...bytes.slice(0, at), ...pick().slice(next(60))];
  }
  return new Uint8Array(bytes);
}

/** Sets section_length to what is there, and the CRC to what it then is. False: too short to be a section. */
function mendCrc(bytes: Uint8Array): boolean {
  if (bytes.length < 20) return false;
  const length = bytes.length - 3;
  bytes[0] = 0xfc;
  bytes[1] = ((bytes[1] ?? 0) & 0xf0) | (length >> 8);
  bytes[2] = length & 255;
  const crc = crc32(bytes, bytes.length - 4);
  for (let i = 0; i < 4; i++) bytes[bytes.length - 4 + i] = crc >>> (24 - 8 * i);
  return true;
}

function mutateText(text: string, next: Chance): string {
  const at = next(text.length);
  return next(4) === 0 ? text : text.slice(0, at) + '<>"&;=/ \u0000'.charAt(next(9)) + text.slice(at + next(4));
}
