import type { Mpd } from './read-mpd.js';
import type { XmlElement } from './read-xml.js';
import { attributesOf } from './xml-attributes.js';

/** A scheme of events that come inside of segments: a player gives some away only where it knows that they are wanted. */
export interface InbandScheme {
  readonly schemeIdUri: string;
  /** Empty: any. */
  readonly value: string;
}

/** InbandEventStream of all adaptation sets and representations, each once, in their order. */
export function readInbandSchemes({ element }: Mpd): readonly InbandScheme[] {
  const schemes = new Map<string, InbandScheme>();
  const walk = (at: XmlElement): void => {
    if (at.name === 'InbandEventStream') {
      const { schemeIdUri = '', value = '' } = attributesOf(at);
      schemes.set(`${schemeIdUri}\n${value}`, { schemeIdUri, value });
    }
    at.children.forEach(walk);
  };
  walk(element);
  return [...schemes.values()];
}
