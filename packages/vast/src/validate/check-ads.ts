import { checkLinear, checkTracking } from './check-linear.js';
import { checkVerifications } from './check-verifications.js';
import { DEPRECATED, tellDeprecated } from './deprecated.js';
import type { Report } from './finding.js';
import type { Placed } from './scan-elements.js';

const childrenOf = (node: Placed, ...names: readonly string[]) =>
  node.children.filter(({ name }) => names.includes(name));

/** What no single element can tell: how the ads of one document go together, and the parts of each. */
export function checkAds(root: Placed, report: Report): void {
  const ads = childrenOf(root, 'Ad');
  const errors = childrenOf(root, 'Error');
  if (ads.length === 0) {
    report('no-ad', root, 'Cannot play an ad: the document has none, expected one or more, unless it means "no ad"');
  } else if (errors[0]) {
    report(
      'error-beside-ad',
      errors[0],
      `Cannot use <Error> of <${root.tag}>: it stands beside an <Ad>, expected it only where there is none`,
    );
  }
  tellRepeated(ads, 'sequence', 'sequence-repeated', report);
  tellRepeated(ads, 'id', 'id-repeated', report);
  tellServedTwice(ads, report);
  for (const ad of ads) checkAd(ad, report);
}

function checkAd(ad: Placed, report: Report): void {
  const parts = childrenOf(ad, 'InLine', 'Wrapper');
  const kinds = new Set(parts.map(({ name }) => name));
  if (kinds.size !== 1) {
    const state = kinds.size === 0 ? 'it has neither <InLine> nor <Wrapper>' : 'it has both <InLine> and <Wrapper>';
    report('ad-type', ad, `Cannot use <${ad.tag}>: ${state}, expected one of them`);
  }
  if (ad.attributes['conditionalAd'] !== undefined) tellDeprecated(ad, DEPRECATED.conditionalAd, report);
  for (const part of parts) {
    checkVerifications(part, report);
    for (const survey of childrenOf(part, 'Survey')) tellDeprecated(survey, DEPRECATED.survey, report);
    const creatives = childrenOf(part, 'Creatives').flatMap((node) => childrenOf(node, 'Creative'));
    for (const creative of creatives) checkCreative(creative, part.name === 'Wrapper', report);
    tellRepeated(creatives, 'id', 'id-repeated', report);
    const linears = creatives.flatMap((creative) => childrenOf(creative, 'Linear'));
    if (part.name === 'InLine' && creatives.length === 0 && childrenOf(part, 'Creatives').length > 0) {
      report('creative-empty', part, `Cannot play <${part.tag}>: it has no <Creative>, expected one or more`);
    }
    for (const linear of linears) checkLinear(linear, part.name === 'Wrapper', report);
  }
}

function checkCreative(creative: Placed, isWrapper: boolean, report: Report): void {
  const shapes = childrenOf(creative, 'Linear', 'NonLinearAds', 'CompanionAds');
  if (shapes.length === 0 && !isWrapper) {
    const wanted = 'a Linear, NonLinearAds or CompanionAds';
    report('creative-empty', creative, `Cannot show <${creative.tag}>: it has nothing to show, expected ${wanted}`);
  }
  for (const events of shapes.flatMap(eventsOf)) checkTracking(events, null, report);
  if (isWrapper) return;
  const icons = shapes.flatMap((shape) => childrenOf(shape, 'Icons')).flatMap((all) => childrenOf(all, 'Icon'));
  for (const shown of [...icons, ...shapes.flatMap((shape) => childrenOf(shape, 'Companion', 'NonLinear'))]) {
    if (childrenOf(shown, 'StaticResource', 'IFrameResource', 'HTMLResource').length > 0) continue;
    const wanted = 'StaticResource, IFrameResource or HTMLResource';
    report('resource-missing', shown, `Cannot show <${shown.tag}>: it has no resource, expected ${wanted}`);
  }
}

/** Those of a Linear are looked at with its duration. */
function eventsOf(shape: Placed): Placed[] {
  if (shape.name === 'Linear') return [];
  return [shape, ...childrenOf(shape, 'Companion')].flatMap((node) => childrenOf(node, 'TrackingEvents'));
}

/** Each ad is served on its own: what its calls say of it must tell it from the others. */
function tellServedTwice(ads: readonly Placed[], report: Report): void {
  const known = new Set<string>();
  const inlines = ads.flatMap((ad) => childrenOf(ad, 'InLine'));
  for (const id of inlines.flatMap((inline) => childrenOf(inline, 'AdServingId'))) {
    const value = id.text.trim();
    if (value !== '' && known.has(value)) {
      const sentence = `"${value.slice(0, 60)}" is used twice, expected one for each <InLine>`;
      report('serving-id-repeated', id, `Cannot tell each <${id.tag}> apart: ${sentence}`);
    }
    known.add(value);
  }
}

function tellRepeated(
  nodes: readonly Placed[],
  name: string,
  rule: 'sequence-repeated' | 'id-repeated',
  report: Report,
): void {
  const lines = new Set<string>();
  for (const node of nodes) {
    const value = node.attributes[name];
    if (!value) continue;
    if (lines.has(value)) {
      report(
        rule,
        node,
        `Cannot tell each <${node.tag}> apart: ${name} "${value.slice(0, 60)}" is used twice, expected it once`,
      );
    }
    lines.add(value);
  }
}
