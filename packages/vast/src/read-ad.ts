import type { NonLinear } from '@cutaway/model';
import { readLinear } from './read-linear.js';
import { readNonLinear } from './read-non-linear.js';
import { readClicks, readTrackers, readUrls } from './read-trackers.js';
import type { VastAd, VastInLine, VastTracker, VastWrapper } from './vast-document.js';
import { childAt, childrenOf, textAt, type XmlNode } from './xml-node.js';

/** One `<Ad>` (VAST 4.3 §3.3). It never throws: what cannot be used comes back as broken, with its own Error URLs. */
export function readAd(node: XmlNode): VastAd {
  const inline = childAt(node, 'InLine');
  const wrapper = childAt(node, 'Wrapper');
  if (inline) return readInLine(node, inline);
  if (wrapper) return readWrapper(node, wrapper);
  return broken(node, undefined, 'Ad has neither InLine nor Wrapper');
}

function readInLine(node: XmlNode, inline: XmlNode): VastAd {
  const creatives = creativesOf(inline);
  const linear = creatives.map((creative) => childAt(creative, 'Linear')).find((found) => found !== undefined);
  const nonLinear = linear ? null : firstImage(creatives);
  if (!linear && !nonLinear) return broken(node, inline, 'InLine has neither a Linear nor a NonLinear image');
  const ad: VastInLine = {
    type: 'inline',
    ...common(node, inline),
    title: textAt(inline, 'AdTitle') ?? '',
    advertiser: textAt(inline, 'Advertiser'),
    universalAdId: universalAdIdOf(creatives),
    linear: linear ? readLinear(linear) : null,
    nonLinear,
  };
  return ad;
}

function readWrapper(node: XmlNode, wrapper: XmlNode): VastAd {
  const url = textAt(wrapper, 'VASTAdTagURI');
  if (url === null) return broken(node, wrapper, 'Wrapper has no VASTAdTagURI');
  const { attributes } = wrapper;
  const ad: VastWrapper = {
    type: 'wrapper',
    ...common(node, wrapper),
    url,
    followAdditionalWrappers: readBoolean(attributes['followAdditionalWrappers']) ?? true,
    allowMultipleAds: readBoolean(attributes['allowMultipleAds']) ?? false,
    fallbackOnNoAd: readBoolean(attributes['fallbackOnNoAd']),
  };
  return ad;
}

function broken(node: XmlNode, inside: XmlNode | undefined, detail: string): VastAd {
  return { type: 'broken', ...identity(node), errorUrls: readUrls(inside, 'Error'), detail };
}

function common(node: XmlNode, inside: XmlNode) {
  const creatives = creativesOf(inside);
  const clicks = creatives.map((creative) => childAt(creative, 'Linear', 'VideoClicks'));
  return {
    ...identity(node),
    errorUrls: readUrls(inside, 'Error'),
    impressionUrls: readUrls(inside, 'Impression'),
    linearTrackers: creatives.flatMap(linearTrackersOf),
    nonLinearTrackers: creatives.flatMap(nonLinearTrackersOf),
    clickThrough: clicks.map((each) => textAt(each, 'ClickThrough')).find((url) => url !== null) ?? null,
  };
}

function identity({ attributes }: XmlNode) {
  const sequence = attributes['sequence'] ?? '';
  return { id: attributes['id'] ?? '', sequence: /^\d+$/.test(sequence) ? Number(sequence) : null };
}

function creativesOf(inside: XmlNode): readonly XmlNode[] {
  return childrenOf(childAt(inside, 'Creatives'), 'Creative');
}

function linearTrackersOf(creative: XmlNode): VastTracker[] {
  const linear = childAt(creative, 'Linear');
  return [...readTrackers(linear), ...readClicks(childAt(linear, 'VideoClicks'), 'ClickTracking')];
}

function nonLinearTrackersOf(creative: XmlNode): VastTracker[] {
  const ads = childAt(creative, 'NonLinearAds');
  const clicks = childrenOf(ads, 'NonLinear').flatMap((node) => readClicks(node, 'NonLinearClickTracking'));
  return [...readTrackers(ads), ...clicks];
}

function firstImage(creatives: readonly XmlNode[]): NonLinear | null {
  const groups = creatives.flatMap((creative) => childrenOf(creative, 'NonLinearAds'));
  return groups.map(readNonLinear).find((image) => image !== null) ?? null;
}

/** The first that names an ad. VAST 4.0 put the value in `idValue`; later the text counts (4.3 §3.7.1). */
function universalAdIdOf(creatives: readonly XmlNode[]): string | null {
  const ids = creatives.flatMap((creative) => childrenOf(creative, 'UniversalAdId'));
  const named = ids.map(({ attributes, text }) => ({
    registry: attributes['idRegistry'] || 'unknown',
    value: text || (attributes['idValue'] ?? ''),
  }));
  const first = named.find(({ value }) => value !== '' && value !== 'unknown');
  return first ? `${first.registry} ${first.value}` : null;
}

function readBoolean(text: string | undefined): boolean | null {
  if (text === undefined) return null;
  return /^(true|1)$/i.test(text) ? true : /^(false|0)$/i.test(text) ? false : null;
}
