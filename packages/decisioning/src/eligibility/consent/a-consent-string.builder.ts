const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

type Vendors = readonly number[];

export interface TcParts {
  readonly version?: number;
  readonly policyVersion?: number;
  readonly purposes?: readonly number[];
  readonly interests?: readonly number[];
  readonly vendors?: Vendors;
  readonly vendorInterests?: Vendors;
  /** True: vendors as ranges. */
  readonly asRanges?: boolean;
  readonly restrictions?: readonly { readonly purpose: number; readonly type: number; readonly vendors: Vendors }[];
  /** Left out: no such segment. */
  readonly disclosed?: Vendors;
}

/** A TC string v2, written bit by bit as its standard has it. Left out: nothing is consented to. */
export function aTcString(parts: TcParts = {}): string {
  const vendorsOf = (vendors: Vendors) => (parts.asRanges === true ? rangedVendors(vendors) : flaggedVendors(vendors));
  const decisecond = bits(15_000_000_000, 36);
  const core = [
    bits(parts.version ?? 2, 6) + decisecond + decisecond,
    bits(10, 12) + bits(1, 12) + bits(1, 6) + bits(4, 6) + bits(13, 6) + bits(48, 12),
    bits(parts.policyVersion ?? 4, 6) + '10' + bits(0, 12),
    flags(parts.purposes ?? [], 24) + flags(parts.interests ?? [], 24),
    '0' + bits(3, 6) + bits(4, 6),
    vendorsOf(parts.vendors ?? []) + vendorsOf(parts.vendorInterests ?? []),
    restrictionsOf(parts.restrictions ?? []),
  ].join('');
  const segments = parts.disclosed === undefined ? [] : [bits(1, 3) + vendorsOf(parts.disclosed)];
  return [core, ...segments].map(toBase64url).join('.');
}

/** A segment of a US section: widths in bits with their values. */
export const aUsSegment = (...fields: readonly (readonly [width: number, value: number])[]): string =>
  toBase64url(fields.map(([width, value]) => bits(value, width)).join(''));

export const bits = (value: number, width: number): string => value.toString(2).padStart(width, '0');

/** Filled up to whole bytes, then to whole digits. */
export function toBase64url(text: string): string {
  const bytes = Math.ceil(text.length / 8);
  const padded = text.padEnd(Math.ceil((bytes * 8) / 6) * 6, '0');
  return padded.replace(/.{6}/g, (six) => DIGITS.charAt(parseInt(six, 2)));
}

const flags = (set: readonly number[], width: number): string =>
  Array.from({ length: width }, (_none, at) => (set.includes(at + 1) ? '1' : '0')).join('');

const flaggedVendors = (vendors: Vendors): string => {
  const most = Math.max(0, ...vendors);
  return bits(most, 16) + '0' + flags(vendors, most);
};

const rangedVendors = (vendors: Vendors): string => bits(Math.max(0, ...vendors), 16) + '1' + entriesOf(vendors);

function entriesOf(vendors: Vendors): string {
  const runs: [number, number][] = [];
  for (const vendor of [...vendors].sort((one, other) => one - other)) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === vendor - 1) last[1] = vendor;
    else runs.push([vendor, vendor]);
  }
  const entries = runs.map(([from, to]) => (from === to ? `0${bits(from, 16)}` : `1${bits(from, 16)}${bits(to, 16)}`));
  return bits(runs.length, 12) + entries.join('');
}

const restrictionsOf = (all: NonNullable<TcParts['restrictions']>): string =>
  bits(all.length, 12) +
  all.map(({ purpose, type, vendors }) => bits(purpose, 6) + bits(type, 2) + entriesOf(vendors)).join('');
