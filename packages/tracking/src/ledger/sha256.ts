/** Primes whose roots give the constants: 64 of them. */
const PRIMES = firstPrimes(64);
/** First 32 bits of the fractions of the primes' square roots and cube roots (FIPS 180-4 §5.3.3, §4.2.2). */
const START = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const ROUND = PRIMES.map((prime) => fraction(Math.cbrt(prime)));

/**
 * SHA-256 (FIPS 180-4 §6.2). Synchronous, and in every engine: a step cannot wait, and `crypto.subtle` is missing on http pages.
 * Meant for texts of a few hundred bytes.
 */
export function sha256(message: readonly number[]): number[] {
  const blocks = padded(message);
  let hash = START;
  for (let at = 0; at < blocks.length; at += 64) hash = compress(hash, blocks.slice(at, at + 64));
  return hash.reduce<number[]>((bytes, word) => bytes.concat(bytesOf(word)), []);
}

/** §5.1.1: a one bit, zeros, and the length in bits as 64 bits. */
function padded(message: readonly number[]): number[] {
  const zeros = (119 - (message.length % 64)) % 64;
  const bits = message.length * 8;
  return [
    ...message,
    0x80,
    ...Array<number>(zeros).fill(0),
    ...bytesOf(Math.floor(bits / 2 ** 32)),
    ...bytesOf(bits | 0),
  ];
}

function compress(hash: readonly number[], block: readonly number[]): number[] {
  const words = schedule(block);
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
  words.forEach((word, round) => {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + (ROUND[round] ?? 0) + word) | 0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  });
  const after = [a, b, c, d, e, f, g, h];
  return hash.map((word, at) => (word + (after[at] ?? 0)) | 0);
}

/** §6.2.2 step 1: sixteen words of the block, forty-eight that follow from them. */
function schedule(block: readonly number[]): number[] {
  const words: number[] = [];
  const word = (at: number): number => words[at] ?? 0;
  for (let at = 0; at < 64; at += 1) {
    const [w, x, y, z] = [word(at - 2), word(at - 7), word(at - 15), word(at - 16)];
    const small = turn(w, 17) ^ turn(w, 19) ^ (w >>> 10);
    const large = turn(y, 7) ^ turn(y, 18) ^ (y >>> 3);
    words.push(at < 16 ? wordAt(block, at * 4) : (small + x + large + z) | 0);
  }
  return words;
}

const wordAt = (block: readonly number[], at: number): number =>
  block.slice(at, at + 4).reduce((word, byte) => (word << 8) | byte, 0);
const bytesOf = (word: number): number[] => [24, 16, 8, 0].map((shift) => (word >>> shift) & 0xff);
const turn = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));

function fraction(root: number): number {
  return ((root - Math.floor(root)) * 2 ** 32) | 0;
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let next = 2; primes.length < count; next += 1) if (primes.every((prime) => next % prime)) primes.push(next);
  return primes;
}
