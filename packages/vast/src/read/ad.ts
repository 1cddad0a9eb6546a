import type { Category } from '@cutaway/model';
import type { VastAd, VastInLine } from '../vast-document.js';
import { childAt, childrenOf, textAt, type XmlNode } from '../xml/xml-node.js';
import { readBase, readIdentity } from './ad-base.js';
import { isUrl, readUrl, readUrls } from './trackers.js';
import { readBoolean } from './values.js';

/** One `<Ad>` (VAST 4.3 §3.3). It never throws: what cannot be used comes back as broken, with its own Error URLs. */
export function readAd(node: XmlNode): VastAd {
  const inline = childAt(node, 'InLine');
  const wrapper = childAt(node, 'Wrapper');
  if (inline) return readInLine(node, inline);
  if (wrapper) return readWrapper(node, wrapper);
  return broken(node, undefined, 'Ad has neither InLine nor Wrapper');
}

function readInLine(node: XmlNode, inline: XmlNode): VastAd {
  const base = readBase(node, inline);
  const shows = base.creatives.some(({ linear, nonLinears }) => linear || (nonLinears && nonLinears.items.length > 0));
  if (!shows) return broken(node, inline, 'InLine has neither a Linear nor a NonLinear');
  return {
    type: 'inline',
    ...base,
    title: textAt(inline, 'AdTitle') ?? '',
    description: textAt(inline, 'Description'),
    advertiser: readAdvertiser(childAt(inline, 'Advertiser')),
    adServingId: textAt(inline, 'AdServingId'),
    categories: childrenOf(inline, 'Category')
      .filter(({ text }) => text !== '')
      .map(({ attributes, text }) => ({ authority: attributes['authority'] ?? '', value: text })),
    surveys: childrenOf(inline, 'Survey')
      .filter(({ text }) => isUrl(text))
      .map(({ attributes, text }) => ({ type: attributes['type'] || null, url: text })),
    expiresMs: readExpires(textAt(inline, 'Expires')),
  };
}

function readWrapper(node: XmlNode, wrapper: XmlNode): VastAd {
  const url = readUrl(wrapper, 'VASTAdTagURI');
  if (url === null) return broken(node, wrapper, 'Wrapper has no VASTAdTagURI');
  const { attributes } = wrapper;
  return {
    type: 'wrapper',
    ...readBase(node, wrapper),
    url,
    followAdditionalWrappers: readBoolean(attributes['followAdditionalWrappers']) ?? true,
    allowMultipleAds: readBoolean(attributes['allowMultipleAds']) ?? false,
    fallbackOnNoAd: readBoolean(attributes['fallbackOnNoAd']),
    blockedCategories: readBlocked(wrapper),
  };
}

function broken(node: XmlNode, inside: XmlNode | undefined, detail: string): VastAd {
  return { type: 'broken', ...readIdentity(node), errorUrls: readUrls(inside, 'Error'), detail };
}

function readAdvertiser(node: XmlNode | undefined): VastInLine['advertiser'] {
  return node && node.text !== '' ? { id: node.attributes['id'] || null, name: node.text } : null;
}

/** Several of one authority, with commas between them (VAST 4.3 §3.19.2). */
function readBlocked(wrapper: XmlNode): Category[] {
  const blocked: Category[] = [];
  for (const { attributes, text } of childrenOf(wrapper, 'BlockedAdCategories'))
    for (const value of text.split(/\s*,\s*/))
      if (value !== '') blocked.push({ authority: attributes['authority'] ?? '', value });
  return blocked;
}

/** Whole seconds (VAST 4.3 §3.4.10). */
function readExpires(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) * 1000 : null;
}
