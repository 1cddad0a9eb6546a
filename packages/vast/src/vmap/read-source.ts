import { parseVast, readVast } from '../parse-vast.js';
import { isUrl } from '../read/trackers.js';
import { readBoolean } from '../read/values.js';
import { childAt, type XmlNode } from '../xml/xml-node.js';
import type { ReadOptions } from '../xml/xml-reader.js';
import type { VmapAds, VmapProblem, VmapSource } from './vmap-document.js';

// VMAP 1.0.1 §2.3.2.2 names `vast1`, `vast2`, `vast3`, and any text for what is not VAST. VAST 1.0 is not read here.
const READ_TEMPLATE = /^vast([2-4](\.\d+)*)?$/i;

interface AdsReading {
  readonly ads: VmapAds | null;
  readonly problem?: VmapProblem;
  readonly warnings?: readonly string[];
}

/** `AdSource` (VMAP 1.0.1 §2.3.2): the first that it holds. What cannot be used is told as a problem. */
export function readSource(node: XmlNode, options: ReadOptions) {
  const { ads, problem, warnings = [] } = readAds(node, options);
  const source: VmapSource = {
    id: node.attributes['id'] || null,
    allowMultipleAds: readBoolean(node.attributes['allowMultipleAds']) ?? true,
    followRedirects: readBoolean(node.attributes['followRedirects']) ?? true,
    ads,
    ...(problem && { problem }),
  };
  return { source, warnings };
}

function readAds(source: XmlNode, options: ReadOptions): AdsReading {
  const data = childAt(source, 'VASTAdData') ?? childAt(source, 'VASTData');
  if (data) return readVastData(data, options);
  const tag = childAt(source, 'AdTagURI');
  if (tag) return readTag(tag);
  const custom = childAt(source, 'CustomAdData');
  if (custom) return { ads: { type: 'custom', data: custom.text, templateType: templateOf(custom) } };
  return { ads: null, problem: { error: 'SCHEMA', detail: 'AdSource is empty' } };
}

/** VAST as elements, as VMAP asks, or as text in CDATA, as it is met. */
function readVastData(data: XmlNode, options: ReadOptions): AdsReading {
  const root = childAt(data, 'VAST');
  if (root) return { ads: { type: 'vast', document: readVast(root, []) } };
  const document = data.text === '' ? null : parseVast(data.text, options);
  if (document && !('error' in document)) return { ads: { type: 'vast', document }, warnings: document.warnings };
  const inside = data.children[0] ? `it holds <${data.children[0].name}>` : 'it is empty';
  return { ads: null, problem: { error: 'AD_RESPONSE_PARSING', detail: document?.detail ?? inside } };
}

function readTag(tag: XmlNode): AdsReading {
  const templateType = templateOf(tag);
  if (!isUrl(tag.text)) return { ads: null, problem: { error: 'SCHEMA', detail: 'AdTagURI is empty' } };
  if (templateType !== null && !READ_TEMPLATE.test(templateType))
    return { ads: null, problem: { error: 'TEMPLATE_TYPE', detail: `the templateType is ${templateType}` } };
  return { ads: { type: 'tag', url: tag.text, templateType } };
}

function templateOf(node: XmlNode): string | null {
  return node.attributes['templateType'] || null;
}
