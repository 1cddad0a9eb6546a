import { BitCursor, readingOf, UnreadableError, type Reading } from './bit-cursor.js';
import { US_SECTIONS, type UsLayout } from './us-sections.js';

/** What a US section of a GPP string says of selling, sharing and targeting. */
export interface UsChoices {
  readonly name: string;
  readonly isOptedOut: boolean;
  /** Some opt-out that applies was never offered. */
  readonly lacksNotice: boolean;
  /** Global Privacy Control, in the section's second segment. */
  readonly hasGpc: boolean;
  readonly isKnownChild: boolean;
}

const OPTED_OUT = 1;
const NOT_GIVEN = 2;
const GPC_SEGMENT = 1;

/** Never throws: a section of an unknown id, version or value is one that cannot be read. */
export const readUsSection = (id: number, text: string): Reading<UsChoices> =>
  readingOf(`GPP section ${id}`, () => parse(id, text));

function parse(id: number, text: string): UsChoices {
  const [core = '', ...segments] = text.split('.');
  const bits = new BitCursor(core);
  const version = bits.readAt(0, 6);
  const layout = US_SECTIONS.get(id)?.find((one) => one.version === version);
  if (layout === undefined) throw new UnreadableError(`version ${version} of it is not known`);
  const field = (at: number) => fieldAt(bits, at, layout);
  return {
    name: layout.name,
    isOptedOut: layout.optOuts.map(field).includes(OPTED_OUT),
    lacksNotice: layout.notices.map(field).includes(NOT_GIVEN),
    isKnownChild: layout.children.map(field).some((value) => value !== 0),
    hasGpc: segments
      .map((segment) => new BitCursor(segment))
      .some((one) => one.read(2) === GPC_SEGMENT && one.readFlag()),
  };
}

function fieldAt(bits: BitCursor, at: number, { name }: UsLayout): number {
  const value = bits.readAt(at, 2);
  if (value === 3) throw new UnreadableError(`bit ${at} of ${name} is 3, expected 0 to 2`);
  return value;
}
