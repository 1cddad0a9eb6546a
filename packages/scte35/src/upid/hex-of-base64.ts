import { bytesFromText } from '../bytes-from-text.js';
import { readHex } from '../bytes.js';

/** Lower-case hex of the bytes of any base64; null where it is none. */
export function hexOfBase64(text: string): string | null {
  // A digit of a section's start makes the reader take any base64 for base64; its bytes are dropped again.
  const bytes = bytesFromText(`/AAA${text}`);
  if (bytes === null) return null;
  bytes.at = 3;
  return readHex(bytes);
}
