import type { Verification } from '@cutaway/model';
import type { VastTracker, VastVerification } from '../vast-document.js';
import { childAt, textAt, type XmlNode } from '../xml/xml-node.js';
import { attribute, readBoolean, readEncoded } from './values.js';
import { isUrl, readTrackers, readViewable } from './trackers.js';

type ScriptResource = Verification['resources'][number];

/**
 * All `Verification` elements of an ad, wherever they stood (VAST 4.3 §3.17): one vendor's script is one entry, however often it is named
 * with the same parameters.
 */
export function readVerifications(nodes: readonly XmlNode[]): VastVerification[] {
  const found: VastVerification[] = [];
  for (const node of nodes) {
    const one = readVerification(node);
    const at = found.findIndex((other) => isSameVerification(other, one));
    const twin = found[at];
    if (twin) found[at] = uniteVerifications(twin, one);
    else found.push(one);
  }
  return found;
}

function readVerification(node: XmlNode): VastVerification {
  const scripts = node.children.map(readResource).filter((one): one is ScriptResource => one !== null);
  return {
    vendor: node.attributes['vendor'] ?? '',
    resources: [...scripts.filter(isScript), ...scripts.filter((one) => !isScript(one))],
    parameters: readEncoded(childAt(node, 'VerificationParameters')) ?? textAt(node, 'AdParameters'),
    trackers: [...readTrackers(node), ...readViewable(childAt(node, 'ViewableImpression'))],
  };
}

function readResource(node: XmlNode): ScriptResource | null {
  const { name, attributes, text } = node;
  const type = name === 'JavaScriptResource' ? 'javascript' : name === 'ExecutableResource' ? 'executable' : null;
  if (type === null || !isUrl(text)) return null;
  return {
    type,
    url: text,
    apiFramework: attribute(node, 'apiFramework', 'apiFramwork') ?? '',
    browserOptional: readBoolean(attributes['browserOptional']) ?? false,
    mimeType: (type === 'executable' && attributes['type']) || null,
  };
}

function isScript({ type }: ScriptResource): boolean {
  return type === 'javascript';
}

/** The same vendor, and a script in common or none at all. With other parameters it measures for somebody else. */
export function isSameVerification(a: VastVerification, b: VastVerification): boolean {
  if (a.vendor !== b.vendor) return false;
  if (a.parameters !== null && b.parameters !== null && a.parameters !== b.parameters) return false;
  const shared = b.resources.some(({ url }) => a.resources.some((other) => other.url === url));
  return shared || (a.resources.length === 0 && b.resources.length === 0);
}

/** Both as one: what the first has comes first. */
export function uniteVerifications(a: VastVerification, b: VastVerification): VastVerification {
  const known = (list: readonly ScriptResource[], one: ScriptResource) =>
    list.some(({ type, url }) => type === one.type && url === one.url);
  const called = (list: readonly VastTracker[], one: VastTracker) =>
    list.some(({ event, url }) => event === one.event && url === one.url);
  const resources = [...a.resources, ...b.resources.filter((one) => !known(a.resources, one))];
  return {
    vendor: a.vendor,
    resources: [...resources.filter(isScript), ...resources.filter((one) => !isScript(one))],
    parameters: a.parameters ?? b.parameters,
    trackers: [...a.trackers, ...b.trackers.filter((one) => !called(a.trackers, one))],
  };
}
