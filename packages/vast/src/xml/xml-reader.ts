import type { XmlNode } from './xml-node.js';

/** The elements of a text, or why it is no XML. */
export type XmlReading =
  | {
      readonly type: 'read';
      /** One, where the text is what it should be. */
      readonly roots: readonly XmlNode[];
      /** What was forgiven. */
      readonly warnings: readonly string[];
    }
  | { readonly type: 'refused'; readonly detail: string };

/**
 * Text to elements: what the readers of VAST and VMAP ask for, whatever tokenizer is behind it. It never throws, refuses what is
 * cut off or has a DOCTYPE, and is bounded by `maxCharacters`.
 */
export type XmlReader = (text: string, maxCharacters: number) => XmlReading;

export interface ReadOptions {
  /** Longer texts are refused. Default 1,048,576; a service may allow twice as much. */
  readonly maxCharacters?: number;
  /** Default: the one over fast-xml-parser. */
  readonly readXml?: XmlReader;
}

export const MAX_CHARACTERS = 1_048_576;
