import { readXml } from '../xml/read-xml.js';
import type { XmlNode } from '../xml/xml-node.js';

const RESOURCES = 'HTMLResource IFrameResource StaticResource';

/** The sequences of the schema, vast_4.2.xsd. What it lets stand in any order (`Creative`) is not here. */
export const SEQUENCES: Readonly<Record<string, string>> = {
  InLine:
    'AdSystem Error Extensions Impression Pricing ViewableImpression AdServingId AdTitle AdVerifications Advertiser Category Creatives Description Expires Survey',
  ViewableImpression: 'Viewable NotViewable ViewUndetermined',
  Verification: 'ExecutableResource JavaScriptResource TrackingEvents VerificationParameters',
  Linear: 'Icons TrackingEvents AdParameters Duration MediaFiles VideoClicks',
  MediaFiles: 'ClosedCaptionFiles MediaFile Mezzanine InteractiveCreativeFile',
  VideoClicks: 'ClickTracking CustomClick ClickThrough',
  Icon: `${RESOURCES} IconClicks IconViewTracking`,
  IconClicks: 'IconClickFallbackImages IconClickThrough IconClickTracking',
  IconClickFallbackImage: 'AltText StaticResource',
  NonLinearAds: 'TrackingEvents NonLinear',
  NonLinear: `${RESOURCES} AdParameters NonLinearClickThrough NonLinearClickTracking`,
  Companion: `${RESOURCES} AdParameters AltText CompanionClickThrough CompanionClickTracking CreativeExtensions TrackingEvents`,
};

/** The elements that stand where the schema does not want them, and those that it does not know there. */
export function misplacedIn(node: XmlNode): string[] {
  const inside = node.children.flatMap(misplacedIn);
  const order = SEQUENCES[node.name]?.split(' ');
  if (!order) return inside;
  const places = node.children.map(({ name }) => order.indexOf(name));
  const isWrong = (place: number, i: number) => place === -1 || places.slice(0, i).some((before) => before > place);
  const wrong = node.children.filter((_, i) => isWrong(places[i] ?? -1, i));
  return [...wrong.map(({ name }) => `${node.name}/${name}`), ...inside];
}

/** The root of a document that is well-formed. */
export function rootOf(xml: string): XmlNode {
  const reading = readXml(xml, 1e6);
  const root = reading.type === 'read' ? reading.roots[0] : undefined;
  if (!root) throw new Error(`Cannot read ${xml}: ${JSON.stringify(reading)}, expected a root`);
  return root;
}
