import type { MediaFile } from '@cutaway/model';
import { parseOffset, parseTime } from './parse-time.js';
import type { VastLinear } from './vast-document.js';
import { childAt, childrenOf, textAt, type XmlNode } from './xml-node.js';

/** The Linear of an InLine (VAST 4.3 §3.8). */
export function readLinear(linear: XmlNode): VastLinear {
  const durationMs = parseTime(textAt(linear, 'Duration')) ?? 0;
  const files = childrenOf(childAt(linear, 'MediaFiles'), 'MediaFile').map(readMediaFile);
  return {
    durationMs,
    skipAfterMs: skipAfter(linear.attributes['skipoffset'], durationMs),
    mediaFiles: files.filter(({ url }) => url !== ''),
  };
}

function readMediaFile({ attributes, text }: XmlNode): MediaFile {
  return {
    url: text,
    type: attributes['type'] ?? '',
    codec: attributes['codec'] || null,
    width: positive(attributes['width']),
    height: positive(attributes['height']),
    bitrateKbps: positive(attributes['bitrate']) ?? positive(attributes['maxBitrate']),
  };
}

function skipAfter(text: string | undefined, durationMs: number): number | null {
  const offset = parseOffset(text);
  if (offset === null || 'ms' in offset) return offset && offset.ms;
  return durationMs > 0 ? Math.round(offset.share * durationMs) : null;
}

/** A number above 0, null for all else. */
export function positive(text: string | undefined): number | null {
  const value = Number(text);
  return text !== undefined && Number.isFinite(value) && value > 0 ? value : null;
}
