const PACKET_BYTES = 188;
const SYNC = 0x47;

/** One packet of a transport stream with payload (ISO/IEC 13818-1 §2.4.3.2). */
export interface TsPacket {
  readonly pid: number;
  /** A section or a PES packet starts in it. */
  readonly startsUnit: boolean;
  readonly counter: number;
  readonly payload: Uint8Array;
}

/**
 * Calls `hear` for each packet that has a clear payload and no error. Bytes that are no packet are passed over until two sync bytes
 * lie one packet apart, as are the four bytes that some files put in front of each.
 */
export function readTsPackets(bytes: Uint8Array, hear: (packet: TsPacket) => void): void {
  for (let at = 0; at + PACKET_BYTES <= bytes.length;) {
    if (bytes[at] !== SYNC || !isSync(bytes, at + PACKET_BYTES)) {
      at++;
      continue;
    }
    const packet = readPacket(bytes.subarray(at, at + PACKET_BYTES));
    if (packet) hear(packet);
    at += PACKET_BYTES;
  }
}

/** The end of the bytes is as good as a sync byte, and so is one behind a time stamp of four bytes. */
function isSync(bytes: Uint8Array, at: number): boolean {
  return at + 4 >= bytes.length || bytes[at] === SYNC || bytes[at + 4] === SYNC;
}

function readPacket(packet: Uint8Array): TsPacket | null {
  const [, high = 0, low = 0, control = 0, adaptation = 0] = packet;
  const start = control & 0x20 ? 5 + adaptation : 4;
  const isClear = (control & 0xc0) === 0;
  // transport_error_indicator, or no payload.
  if (high & 0x80 || !isClear || !(control & 0x10) || start >= PACKET_BYTES) return null;
  const pid = ((high & 0x1f) << 8) | low;
  return { pid, startsUnit: (high & 0x40) !== 0, counter: control & 0x0f, payload: packet.subarray(start) };
}
