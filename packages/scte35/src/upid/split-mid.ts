/** One of the UPIDs in a MID. */
export interface MidMember {
  readonly type: number;
  readonly hex: string;
}

/** The UPIDs that a MID() holds (SCTE 35 §10.3.3.4); null where their lengths do not add up to its own. */
export function splitMid(hex: string): readonly MidMember[] | null {
  const members: MidMember[] = [];
  for (let at = 0; at < hex.length;) {
    const end = at + 4 + 2 * parseInt(hex.slice(at + 2, at + 4), 16);
    if (!(end <= hex.length)) return null;
    members.push({ type: parseInt(hex.slice(at, at + 2), 16), hex: hex.slice(at + 4, end) });
    at = end;
  }
  return members;
}

/** The bytes of a MID(). Throws a RangeError where one of them is longer than 255 bytes. */
export function joinMid(members: readonly MidMember[]): string {
  return members
    .map(({ type, hex }) => byte('segmentation_upid_type', type) + byte('length', hex.length / 2) + hex)
    .join('');
}

function byte(name: string, value: number): string {
  if (!(value >= 0 && value < 256)) throw new RangeError(`Cannot encode ${name}: it is ${value}, expected 0 to 255`);
  return (value + 256).toString(16).slice(1);
}
