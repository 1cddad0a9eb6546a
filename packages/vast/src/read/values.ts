import { decodeReferences } from '../xml/references.js';
import type { XmlNode } from '../xml/xml-node.js';

/** What a reader fills in before it gives it away. */
export type Filling<T> = { -readonly [Key in keyof T]: T[Key] };

/** The first of several spellings that is there and not empty. */
export function attribute({ attributes }: XmlNode, ...spellings: readonly string[]): string | null {
  for (const name of spellings) if (attributes[name]) return attributes[name];
  return null;
}

/** A number above 0, null for all else. */
export function positive(text: string | null | undefined): number | null {
  const value = Number(text);
  return text !== undefined && Number.isFinite(value) && value > 0 ? value : null;
}

/** `true`, `false`, `1` or `0`, in any case; null for all else. */
export function readBoolean(text: string | null | undefined): boolean | null {
  const word = (text ?? '').toLowerCase();
  return word === 'true' || word === '1' ? true : word === 'false' || word === '0' ? false : null;
}

/** The text of AdParameters or HTMLResource, decoded once where the document says that it is encoded. */
export function readEncoded(node: XmlNode | undefined): string | null {
  if (!node || node.text === '') return null;
  return readBoolean(node.attributes['xmlEncoded']) ? decodeReferences(node.text) : node.text;
}
