/** Throws a RangeError that names the field. */
export function expectField(name: string, value: number, wanted: number | string, isWanted = value === wanted): void {
  if (!isWanted) throw new RangeError(`${name} is ${value}, expected ${wanted}`);
}

/** section_length may not be more (SCTE 35 §9.6). */
export const MAX_SECTION_LENGTH = 4093;

export function expectSectionLength(length: number): void {
  expectField('section_length', length, `${MAX_SECTION_LENGTH} at most`, length <= MAX_SECTION_LENGTH);
}
