import type { Ad, Companion, Tracker } from '@cutaway/model';
import { writeResources } from './write-resources.js';
import { trackersOf, writeTracking } from './write-trackers.js';
import { cdata, element, escapeXml } from './write-xml.js';

const RENDERING: readonly string[] = ['end-card', 'concurrent'];

/** `CompanionAds` (VAST 4.2 §3.13). */
export function writeCompanions({ companions = [], companionsRequired, trackers }: Ad): string {
  const written = companions.map((one, i) => writeCompanion(one, trackers, `companion:${i}`));
  return element('CompanionAds', { required: companionsRequired ?? null }, written);
}

function writeCompanion(one: Companion, trackers: readonly Tracker[], of: string): string {
  const { id, width, height, adSlotId, renderingMode, adParameters, altText, clickThrough, apiFramework } = one;
  const attributes = {
    ...{ id: id || null, width, height, apiFramework, adSlotId },
    pxratio: one.pixelRatio === 1 ? null : one.pixelRatio,
    renderingMode: RENDERING.includes(renderingMode) ? renderingMode : null,
  };
  return element('Companion', attributes, [
    ...writeResources(one.resources),
    adParameters === null ? '' : element('AdParameters', {}, escapeXml(adParameters)),
    altText === null ? '' : element('AltText', {}, escapeXml(altText)),
    clickThrough === null ? '' : element('CompanionClickThrough', {}, cdata(clickThrough)),
    ...writeClickTracking(trackersOf(trackers, of)),
    writeTracking(trackers, of),
  ]);
}

/** The schema asks for an id, by which a server tells the calls apart: their place. */
function writeClickTracking(trackers: readonly Tracker[]): string[] {
  return trackers
    .filter(({ event }) => event === 'clickTracking')
    .map(({ url }, i) => element('CompanionClickTracking', { id: String(i + 1) }, cdata(url)));
}
