import { createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';

/** A key that pod tokens are signed with. `id` is in each token, `secret` never leaves the service. */
export interface TokenKey {
  /** At most 8 bytes. */
  readonly id: string;
  /** At least 16 bytes. */
  readonly secret: string;
}

/** Of HMAC-SHA-256, so many bytes are in a token: 2^96 to guess, for a beacon that is worth a cent. */
export const MAC_BYTES = 12;

/** The keys in use. All nodes that collect for each other have the same. */
export interface TokenKeys {
  /** What new tokens are signed with. */
  signingId(): string;
  /** null: no key has that name, or no longer. */
  macOf(keyId: string, body: Uint8Array): Buffer | null;
  /**
   * Signs with the first from now on; tokens of the others are still good. A key is kept until the tokens that it signed have expired.
   * @throws RangeError for a key that is too short, or none.
   */
  rotate(keys: readonly TokenKey[]): void;
}

/** Without keys: one that ends with the process, and with it all its tokens. */
export function createTokenKeys(keys: readonly TokenKey[] = [newTokenKey()]): TokenKeys {
  let byId = new Map<string, KeyObject>();
  let signing = '';
  function rotate(next: readonly TokenKey[]): void {
    if (next[0] === undefined) throw new RangeError('Cannot rotate keys: there are none, expected one at least');
    byId = new Map(next.map(({ id, secret }) => [checked(id, secret), createSecretKey(Buffer.from(secret, 'utf8'))]));
    signing = next[0].id;
  }
  rotate(keys);
  return {
    signingId: () => signing,
    macOf(keyId, body) {
      const key = byId.get(keyId);
      return key === undefined ? null : createHmac('sha256', key).update(body).digest().subarray(0, MAC_BYTES);
    },
    rotate,
  };
}

function checked(id: string, secret: string): string {
  const [idBytes, secretBytes] = [Buffer.byteLength(id), Buffer.byteLength(secret)];
  if (idBytes < 1 || idBytes > 8)
    throw new RangeError(`Cannot use key ${id}: its name has ${idBytes} bytes, expected 1 to 8`);
  if (secretBytes >= 16) return id;
  throw new RangeError(`Cannot use key ${id}: its secret has ${secretBytes} bytes, expected 16 at least`);
}

/** At random. */
export const newTokenKey = (): TokenKey => ({
  id: randomBytes(3).toString('hex'),
  secret: randomBytes(32).toString('hex'),
});
