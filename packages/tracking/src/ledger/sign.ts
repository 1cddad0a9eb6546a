import { sha256 } from './sha256.js';
import { utf8 } from './utf8.js';

const BLOCK_BYTES = 64;

/** SHA-256 of a text as 64 hexadecimal digits; with a secret HMAC-SHA-256 (RFC 2104 §2, FIPS 198-1). Both are read as UTF-8. */
export function sign(text: string, secret: string | null): string {
  const message = utf8(text);
  return hex(secret === null ? sha256(message) : hmac(utf8(secret), message));
}

function hmac(secret: readonly number[], message: readonly number[]): number[] {
  const short = secret.length > BLOCK_BYTES ? sha256(secret) : secret;
  const key = [...short, ...Array<number>(BLOCK_BYTES - short.length).fill(0)];
  const mixed = (pad: number): number[] => key.map((byte) => byte ^ pad);
  return sha256([...mixed(0x5c), ...sha256([...mixed(0x36), ...message])]);
}

const hex = (bytes: readonly number[]): string => bytes.map((byte) => (0x100 + byte).toString(16).slice(1)).join('');
