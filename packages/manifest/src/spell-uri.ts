import { resolveUri } from '@cutaway/model';

/** What no address has as it is (RFC 3986 §2): blanks, quotes, letters beyond ASCII. */
const UNSPELT = /[^!-~]+|["<>`^{}]/g;
const HOST = /^https?:\/\/[^/?#@]*/i;
const USUAL_PORT = /^(http:.*):80$|^(https:.*):443$/;

/**
 * An address of an ad made absolute, and spelt as every player spells it: what is loaded is known for an ad's by its address, and Shaka
 * asks for `a b.mp4` as `a%20b.mp4`.
 */
export function spellUri(uri: string, base: string): string {
  return resolveUri(uri.trim(), base)
    .replace(UNSPELT, encodeURIComponent)
    .replace(HOST, (host) => host.toLowerCase().replace(USUAL_PORT, '$1$2'));
}
