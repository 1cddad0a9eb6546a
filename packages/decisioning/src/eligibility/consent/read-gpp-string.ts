import { BitCursor, readingOf, UnreadableError, type Reading } from './bit-cursor.js';

const HEADER_TYPE = 3;
const HEADER_VERSION = 1;
/** More sections than the standard has numbers for is no header. */
const MAX_SECTIONS = 64;

/**
 * The sections of a GPP string by their ids (IAB "Global Privacy Platform String", header and `~`): each still as text, since a section
 * that does not apply need not be readable. Never throws.
 */
export const readGppString = (text: string): Reading<ReadonlyMap<number, string>> =>
  readingOf('GPP string', () => parse(text));

function parse(text: string): ReadonlyMap<number, string> {
  const [header = '', ...sections] = text.split('~');
  const ids = readSectionIds(new BitCursor(header));
  if (ids.length !== sections.length) {
    throw new UnreadableError(`its header names ${ids.length} sections, and ${sections.length} are there`);
  }
  return new Map(ids.map((id, at) => [id, sections[at] ?? '']));
}

/** Type, Version, then `Range(Fibonacci)`: the number of entries in 12 bits, each with a flag and its distance from what came before. */
function readSectionIds(bits: BitCursor): number[] {
  const type = bits.read(6);
  if (type !== HEADER_TYPE) throw new UnreadableError(`its type is ${type}, expected ${HEADER_TYPE}`);
  const version = bits.read(6);
  if (version !== HEADER_VERSION) throw new UnreadableError(`its version is ${version}, expected ${HEADER_VERSION}`);
  const ids: number[] = [];
  let last = 0;
  for (let left = bits.read(12); left > 0; left -= 1) {
    const isRange = bits.readFlag();
    const first = last + bits.readFibonacci();
    last = isRange ? first + bits.readFibonacci() : first;
    if (ids.length + last - first >= MAX_SECTIONS)
      throw new UnreadableError(`it has more than ${MAX_SECTIONS} sections`);
    for (let id = first; id <= last; id += 1) ids.push(id);
  }
  return ids;
}
