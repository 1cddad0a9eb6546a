/** A consent string that cannot be read: never leaves this room, its message becomes the reason. */
export class UnreadableError extends Error {}

/** A text as read, or why it could not be: what is malformed is a state of affairs here, not an accident. */
export type Reading<T> =
  { readonly isRead: true; readonly value: T } | { readonly isRead: false; readonly reason: string };

export function readingOf<T>(what: string, read: () => T): Reading<T> {
  try {
    return { isRead: true, value: read() };
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { isRead: false, reason: `${what} cannot be read: ${error.message}` };
  }
}

/** Reads a base64url text (RFC 4648 §5, no padding) bit by bit, the most significant first. */
export class BitCursor {
  readonly #text: string;
  #at = 0;

  constructor(base64url: string) {
    if (!/^[\w-]*={0,2}$/.test(base64url)) throw new UnreadableError('it is no base64url');
    this.#text = base64url.endsWith('=') ? base64url.replace(/=+$/, '') : base64url;
  }

  /** Takes the next `count` bits apart, to be looked at later: whether the one at a place from 0 is set. */
  readFlags(count: number): (place: number) => boolean {
    const from = this.#at;
    this.#at += count;
    if (count > 0) this.#bitAt(this.#at - 1);
    return (place) => place >= 0 && place < count && this.#bitAt(from + place) === 1;
  }

  /** The next `count` bits, at most 32, as an unsigned number. */
  read(count: number): number {
    const value = this.readAt(this.#at, count);
    this.#at += count;
    return value;
  }

  /** The same from any place, which does not move this one. */
  readAt(from: number, count: number): number {
    let value = 0;
    for (let at = from; at < from + count; at += 1) value = value * 2 + this.#bitAt(at);
    return value;
  }

  readFlag(): boolean {
    return this.read(1) === 1;
  }

  skip(count: number): void {
    this.#at += count;
  }

  /** A Fibonacci coded number (GPP "Fibonacci Encoding"): ends with the first two set bits in a row, the last of which stands for nothing. */
  readFibonacci(): number {
    let value = 0;
    let [term, next] = [1, 2];
    for (let wasSet = false; term < 2 ** 31; [term, next] = [next, term + next]) {
      const isSet = this.readFlag();
      if (isSet && wasSet) return value;
      if (isSet) value += term;
      wasSet = isSet;
    }
    throw new UnreadableError('a Fibonacci coded number does not end');
  }

  #bitAt(at: number): number {
    const place = Math.floor(at / 6);
    if (place >= this.#text.length) throw new UnreadableError(`it ends at bit ${this.#text.length * 6}`);
    return ((DIGITS[this.#text.charCodeAt(place)] as number) >> (5 - (at % 6))) & 1;
  }
}

/** What each character stands for, by its code. */
const DIGITS = new Uint8Array(128);
[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].forEach((digit, value) => {
  DIGITS[digit.charCodeAt(0)] = value;
});
