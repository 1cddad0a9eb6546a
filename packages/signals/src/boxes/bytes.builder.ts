/** Bytes of a base64 text, for tests: sections are written that way. */
export function ofBase64(base64: string): Uint8Array {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const bits = Array.from(base64.replace(/=/g, ''), (digit) => digits.indexOf(digit).toString(2).padStart(6, '0')).join(
    '',
  );
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => parseInt(byte, 2));
}

type Part = ArrayLike<number> | string | number;

/** Parts side by side: bytes, texts (one byte a character) and single bytes. */
export function join(...parts: Part[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string'
        ? Array.from(part, (one) => one.charCodeAt(0))
        : typeof part === 'number'
          ? [part]
          : Array.from(part),
    ),
  );
}

/** A big-endian number of so many bytes. */
export function uint(value: number, size: number): readonly number[] {
  return Array.from({ length: size }, (_none, i) => Math.floor(value / 256 ** (size - 1 - i)) % 256);
}

/** A box of an ISO base media file. */
export function aBox(type: string, ...body: Part[]): Uint8Array {
  const inside = join(...body);
  return join(uint(8 + inside.length, 4), type, inside);
}

interface EmsgShape {
  readonly version?: 0 | 1;
  readonly scheme?: string;
  readonly value?: string;
  readonly timescale?: number;
  readonly time?: number;
  readonly duration?: number;
  readonly id?: number;
  readonly message: Uint8Array;
}

export function anEmsg({
  version = 0,
  scheme = 'urn:scte:scte35:2013:bin',
  value = '',
  timescale = 1000,
  time = 0,
  duration = 0xffffffff,
  id = 1,
  message,
}: EmsgShape): Uint8Array {
  const texts = join(scheme, 0, value, 0);
  const numbers = join(uint(timescale, 4), uint(time, version === 1 ? 8 : 4), uint(duration, 4), uint(id, 4));
  return aBox('emsg', version, 0, 0, 0, ...(version === 1 ? [numbers, texts] : [texts, numbers]), message);
}

function syncSafe(value: number): readonly number[] {
  return [21, 14, 7, 0].map((shift) => (value >> shift) & 0x7f);
}

/** A frame of an ID3v2.4 tag. */
export function aFrame(type: string, ...body: Part[]): Uint8Array {
  const inside = join(...body);
  return join(type, syncSafe(inside.length), 0, 0, inside);
}

export function anId3(...frames: Uint8Array[]): Uint8Array {
  const body = join(...frames);
  return join('ID3', 4, 0, 0, syncSafe(body.length), body);
}

/** Packets of a transport stream with one unit; short ones are filled by an adaptation field. */
export function packets(pid: number, unit: Uint8Array, counter = 0): Uint8Array {
  const out: Uint8Array[] = [];
  for (let at = 0, n = counter; at < unit.length; n++) {
    const room = 184;
    const payload = unit.subarray(at, at + room);
    const fill = room - payload.length;
    const start = at === 0 ? 0x40 : 0;
    const adaptation =
      fill === 0 ? [] : fill === 1 ? [0] : [fill - 1, 0, ...Array.from({ length: fill - 2 }, () => 0xff)];
    const control = (fill === 0 ? 0x10 : 0x30) | (n & 0x0f);
    out.push(join(0x47, start | (pid >> 8), pid & 0xff, control, adaptation, payload));
    at += payload.length;
  }
  return join(...out);
}

/** A section behind its pointer_field. */
export function aSectionUnit(...sections: Uint8Array[]): Uint8Array {
  return join(0, ...sections);
}

/** PAT and PMT of one program; CRCs are not looked at. */
export function tables(streams: Readonly<Record<number, number>>, pmtPid = 0x1000): Uint8Array {
  const list = Object.entries(streams).map(([pid, type]) => join(type, uint(0xe000 | Number(pid), 2), uint(0xf000, 2)));
  const program = join(uint(1, 2), 0xc1, 0, 0, uint(0xe100, 2), uint(0xf000, 2), ...list, uint(0, 4));
  const programs = join(uint(1, 2), 0xc1, 0, 0, uint(1, 2), uint(0xe000 | pmtPid, 2), uint(0, 4));
  const pat = join(0, uint(0xb000 | programs.length, 2), programs);
  const pmt = join(2, uint(0xb000 | program.length, 2), program);
  return join(packets(0, aSectionUnit(pat)), packets(pmtPid, aSectionUnit(pmt)));
}

/** A PES packet with a PTS in milliseconds. */
export function aPes(ptsMs: number, data: Uint8Array, hasLength = false): Uint8Array {
  const ticks = Math.round(ptsMs * 90);
  const high = Math.floor(ticks / 2 ** 30) & 7;
  const middle = Math.floor(ticks / 2 ** 15) & 0x7fff;
  const low = ticks & 0x7fff;
  const pts = [0x21 | (high << 1), middle >> 7, ((middle << 1) & 0xff) | 1, low >> 7, ((low << 1) & 0xff) | 1];
  return join(0, 0, 1, 0xe0, uint(hasLength ? 8 + data.length : 0, 2), 0x80, 0x80, 5, pts, data);
}
