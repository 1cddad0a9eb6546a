import type { Pricing } from '@cutaway/model';
import type { VastAdBase, VastUrl } from '../vast-document.js';
import { childAt, childrenOf, type XmlNode } from '../xml/xml-node.js';
import { creativeFor, readAddendum, type Addendum } from './addendum.js';
import { readCreative, readSequence } from './creative.js';
import { isUrl, readUrls, readViewable } from './trackers.js';
import { readBoolean } from './values.js';
import { readVerifications } from './verifications.js';

/** What InLine and Wrapper have in common (VAST 4.3 §3.4, §3.19). */
export function readBase(ad: XmlNode, inside: XmlNode): VastAdBase {
  const { added, extensions } = readAddendum(childrenOf(childAt(inside, 'Extensions'), 'Extension'));
  const creatives = childrenOf(childAt(inside, 'Creatives'), 'Creative');
  const own = creatives.map((node) => readAddendum(creativeExtensionsOf(node)));
  const addendumOf = (creative: XmlNode, { added: nearby, extensions: kept }: Addendum): Addendum => ({
    added: [...nearby, ...added.filter((one) => creativeFor(one, creatives) === creative)],
    extensions: kept,
  });
  const elsewhere = own.reduce((all, each) => [...all, ...each.added], added).map(({ node }) => node);
  return {
    id: ad.attributes['id'] ?? '',
    sequence: readSequence(ad),
    adType: ad.attributes['adType']?.toLowerCase() || null,
    conditionalAd: readBoolean(ad.attributes['conditionalAd']) ?? false,
    adSystem: readAdSystem(childAt(inside, 'AdSystem')),
    errorUrls: readUrls(inside, 'Error'),
    impressions: readImpressions(inside),
    pricing: readPricing(childAt(inside, 'Pricing')),
    viewableTrackers: readViewable(childAt(inside, 'ViewableImpression')),
    verifications: readVerifications([
      ...childrenOf(childAt(inside, 'AdVerifications'), 'Verification'),
      ...elsewhere.filter(({ name }) => name === 'Verification'),
    ]),
    creatives: creatives.map((node, i) => readCreative(node, addendumOf(node, own[i] ?? NOTHING))),
    extensions,
  };
}

const NOTHING: Addendum = { added: [], extensions: [] };

/** `Ad@id` and `Ad@sequence`. */
export function readIdentity(ad: XmlNode): { readonly id: string; readonly sequence: number | null } {
  return { id: ad.attributes['id'] ?? '', sequence: readSequence(ad) };
}

/** Of the creative, and of its Linear, where the schema of VAST 3.0 has them. */
function creativeExtensionsOf(creative: XmlNode): readonly XmlNode[] {
  const places = [childAt(creative, 'CreativeExtensions'), childAt(creative, 'Linear', 'CreativeExtensions')];
  return places.reduce<readonly XmlNode[]>((all, place) => [...all, ...childrenOf(place, 'CreativeExtension')], []);
}

function readAdSystem(node: XmlNode | undefined): VastAdBase['adSystem'] {
  return node ? { name: node.text, version: node.attributes['version'] || null } : null;
}

function readImpressions(inside: XmlNode): VastUrl[] {
  return childrenOf(inside, 'Impression')
    .filter(({ text }) => isUrl(text))
    .map(({ attributes, text }) => ({ id: attributes['id'] || null, url: text }));
}

/** `Pricing` (VAST 4.3 §3.4.8), null where it is no number. */
function readPricing(node: XmlNode | undefined): Pricing | null {
  const value = node && node.text !== '' ? Number(node.text) : NaN;
  if (!node || !Number.isFinite(value)) return null;
  const { model = '', currency = '' } = node.attributes;
  return { value, model: model.toLowerCase(), currency: currency.toUpperCase() };
}
