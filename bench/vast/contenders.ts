import { VASTParser } from '@dailymotion/vast-client';
import { XMLParser } from 'fast-xml-parser';
import { parseVast } from '../../packages/vast/src/parse-vast.js';
import type { Contender } from './measure.js';

/** What a caller of fast-xml-parser gets: objects with merged children, and no model. */
interface RawVast {
  readonly VAST: { readonly Ad: unknown };
}

const RAW = { ignoreAttributes: false, attributeNamePrefix: '', parseTagValue: false, parseAttributeValue: false };

/** Ours, raw fast-xml-parser (attributes on, values as strings), and vast-client with a DOM's parser. */
export function contendersWith(domName: string, parseDom: (xml: string) => Document): readonly Contender[] {
  return [
    {
      name: '@cutaway/vast',
      read: (xml) => {
        const document = parseVast(xml);
        return 'error' in document ? -1 : document.ads.length;
      },
    },
    {
      name: 'fast-xml-parser',
      read: (xml) => {
        const { Ad } = (new XMLParser(RAW).parse(xml) as RawVast).VAST;
        return Array.isArray(Ad) ? Ad.length : 1;
      },
    },
    {
      name: `vast-client + ${domName}`,
      read: async (xml) => {
        const parser = new VASTParser();
        const { ads } = (await parser.parseVAST(parseDom(xml))) as { readonly ads: readonly unknown[] };
        return ads.length;
      },
    },
  ];
}
