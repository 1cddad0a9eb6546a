import type { ErrorName } from '@cutaway/model';
import { readAd } from './read/ad.js';
import { readUrls } from './read/trackers.js';
import { readXml } from './xml/read-xml.js';
import type { VastDocument } from './vast-document.js';
import { childrenOf, type XmlNode } from './xml/xml-node.js';
import { MAX_CHARACTERS, type ReadOptions } from './xml/xml-reader.js';

/** Why a text is no VAST document: VAST_MALFORMED (100), VAST_INVALID (101) or VAST_VERSION (102). */
export interface VastRefusal {
  readonly error: Extract<ErrorName, 'VAST_MALFORMED' | 'VAST_INVALID' | 'VAST_VERSION'>;
  readonly detail: string;
}

/**
 * Reads a VAST response, 2.0 to 4.3, by local names; the version never changes how it is read. An empty body is a
 * response without ads. An `<Ad>` that cannot be used stays in the list as broken, and its siblings live.
 */
export function parseVast(xml: string, options: ReadOptions = {}): VastDocument | VastRefusal {
  if (xml.trim() === '') return { version: null, ads: [], errorUrls: [], warnings: ['the response is empty'] };
  const reading = (options.readXml ?? readXml)(xml, options.maxCharacters ?? MAX_CHARACTERS);
  if (reading.type === 'refused') return { error: 'VAST_MALFORMED', detail: reading.detail };
  const root = reading.roots.find(({ name }) => name === 'VAST');
  return root ? readVast(root, reading.warnings) : refuseRoot(reading.roots[0]?.name ?? '');
}

/** An element `VAST`, alone or as VMAP has it inside. */
export function readVast(root: XmlNode, warnings: readonly string[]): VastDocument {
  return {
    version: root.attributes['version'] || null,
    ads: childrenOf(root, 'Ad').map(readAd),
    errorUrls: readUrls(root, 'Error'),
    warnings,
  };
}

function refuseRoot(name: string): VastRefusal {
  if (name === 'VideoAdServingTemplate') return { error: 'VAST_VERSION', detail: 'the document is VAST 1.0' };
  if (/^html$/i.test(name)) return { error: 'VAST_MALFORMED', detail: 'the document is HTML' };
  return { error: 'VAST_INVALID', detail: `the root is <${name}>, expected <VAST>` };
}
