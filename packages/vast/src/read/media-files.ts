import type { CaptionFile, InteractiveFile, MediaFile, Mezzanine } from '@cutaway/model';
import { childAt, type XmlNode } from '../xml/xml-node.js';
import { attribute, positive, readBoolean, readEncoded, type Filling } from './values.js';

/** `MediaFile` (VAST 4.3 §3.9.1). */
export function readMediaFile(node: XmlNode): MediaFile {
  const { attributes, text } = node;
  const minBitrateKbps = positive(attributes['minBitrate']);
  const maxBitrateKbps = positive(attributes['maxBitrate']);
  const file: Filling<MediaFile> = {
    url: text,
    type: attributes['type'] ?? '',
    codec: attributes['codec'] || null,
    width: positive(attributes['width']),
    height: positive(attributes['height']),
    bitrateKbps: positive(attributes['bitrate']) ?? maxBitrateKbps,
  };
  if (attributes['id']) file.id = attributes['id'];
  const delivery = attributes['delivery']?.toLowerCase();
  if (delivery === 'streaming' || delivery === 'progressive') file.delivery = delivery;
  if (minBitrateKbps !== null) file.minBitrateKbps = minBitrateKbps;
  if (maxBitrateKbps !== null) file.maxBitrateKbps = maxBitrateKbps;
  addScaling(file, node);
  const fileSizeBytes = positive(attributes['fileSize']);
  if (fileSizeBytes !== null) file.fileSizeBytes = fileSizeBytes;
  if (attributes['mediaType']) file.mediaType = attributes['mediaType'];
  return file;
}

/** What MediaFile and NonLinear have in common. */
export function addScaling(
  to: { scalable?: boolean; maintainAspectRatio?: boolean; apiFramework?: string },
  node: XmlNode,
): void {
  const scalable = readBoolean(node.attributes['scalable']);
  const maintainAspectRatio = readBoolean(node.attributes['maintainAspectRatio']);
  const apiFramework = attribute(node, 'apiFramework', 'apiFramwork');
  if (scalable !== null) to.scalable = scalable;
  if (maintainAspectRatio !== null) to.maintainAspectRatio = maintainAspectRatio;
  if (apiFramework !== null) to.apiFramework = apiFramework;
}

/** `Mezzanine` (VAST 4.3 §3.9.2): kept with whatever attributes it has. */
export function readMezzanine({ attributes, text }: XmlNode): Mezzanine {
  return {
    url: text,
    id: attributes['id'] || null,
    type: attributes['type'] || null,
    codec: attributes['codec'] || null,
    width: positive(attributes['width']),
    height: positive(attributes['height']),
    fileSizeBytes: positive(attributes['fileSize']),
    mediaType: attributes['mediaType'] || null,
  };
}

/**
 * `InteractiveCreativeFile` (VAST 4.3 §3.9.3), or as the CTV addendum has it: HTMLResource and AdParameters inside. HTML that is
 * not a URL becomes a `data:` URL, which VAST 4.3 allows here.
 */
export function readInteractiveFile(node: XmlNode, ofLinear: string | null): InteractiveFile {
  const html = readEncoded(childAt(node, 'HTMLResource')) ?? '';
  return {
    url: node.text || (html[0] === '<' ? `data:text/html;charset=utf-8,${encodeHtml(html)}` : html),
    type: node.attributes['type'] || null,
    apiFramework: attribute(node, 'apiFramework', 'apiFramwork'),
    variableDuration: readBoolean(node.attributes['variableDuration']) ?? false,
    adParameters: readEncoded(childAt(node, 'AdParameters')) ?? ofLinear,
  };
}

/** `ClosedCaptionFiles/ClosedCaptionFile` (VAST 4.3 §3.9.5). */
export function readCaption({ attributes, text }: XmlNode): CaptionFile {
  return { url: text, type: attributes['type'] ?? '', language: attributes['language'] || null };
}

/** Halves of surrogate pairs cannot be written in UTF-8. */
function encodeHtml(html: string): string {
  return encodeURIComponent(
    html.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(^|[^\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '$1'),
  );
}
