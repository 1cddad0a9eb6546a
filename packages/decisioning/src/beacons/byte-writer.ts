/** Numbers and texts as the fewest bytes: LEB128, and texts with their length before them. */
export class ByteWriter {
  #bytes = Buffer.allocUnsafe(512);
  #length = 0;

  byte(value: number): void {
    this.#room(1);
    this.#bytes[this.#length++] = value & 0xff;
  }

  /** A whole number from 0 to 2^53 - 1. */
  varint(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.byte((rest % 0x80) | 0x80);
    this.byte(rest);
  }

  /** 24 bits, big endian. */
  tag(value: number): void {
    for (const shift of [16, 8, 0]) this.byte(value >>> shift);
  }

  text(value: string): void {
    if (!this.#short(value)) this.#long(value);
  }

  /** Counts up to the next multiple of so many bytes, with zeros. */
  fillUpTo(multiple: number): void {
    while (this.#length % multiple !== 0) this.byte(0);
  }

  bytes(more: Uint8Array): void {
    this.#room(more.length);
    this.#bytes.set(more, this.#length);
    this.#length += more.length;
  }

  done(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Most names are short and ASCII, and a loop over one costs less than to ask an encoder. False: it is another, and nothing is written. */
  #short(value: string): boolean {
    if (value.length >= 0x80) return false;
    this.#room(1 + value.length);
    let at = this.#length;
    this.#bytes[at++] = value.length;
    for (let from = 0; from < value.length; from += 1) {
      const code = value.charCodeAt(from);
      if (code >= 0x80) return false;
      this.#bytes[at++] = code;
    }
    this.#length = at;
    return true;
  }

  #long(value: string): void {
    const length = Buffer.byteLength(value, 'utf8');
    this.varint(length);
    this.#room(length);
    this.#length += this.#bytes.write(value, this.#length, 'utf8');
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe((this.#length + more) * 2);
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

/** Reads what a `ByteWriter` wrote. Throws a RangeError where the bytes end too soon: whoever reads strangers' bytes catches it. */
export class ByteReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  byte(): number {
    const value = this.#bytes[this.#at++];
    if (value === undefined) throw new RangeError('Cannot read token: it ends early, expected another byte');
    return value;
  }

  varint(): number {
    let value = 0;
    for (let scale = 1; scale < 2 ** 53; scale *= 0x80) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
    throw new RangeError('Cannot read token: a number has more than 53 bits, expected fewer');
  }

  tag(): number {
    return (this.byte() << 16) | (this.byte() << 8) | this.byte();
  }

  text(): string {
    const length = this.varint();
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new RangeError('Cannot read token: a text ends behind it, expected less');
    const value = this.#bytes.toString('utf8', this.#at, end);
    this.#at = end;
    return value;
  }

  isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }
}
