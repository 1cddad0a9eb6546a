import type { CaptionFile, InteractiveFile, MediaFile, Mezzanine } from '@cutaway/model';
import { parseOffset, parseTime } from '../parse-time.js';
import type { VastLinear } from '../vast-document.js';
import { childAt, childrenOf, textAt, type XmlNode } from '../xml/xml-node.js';
import { readIcon } from './icon.js';
import { readCaption, readInteractiveFile, readMediaFile, readMezzanine } from './media-files.js';
import { isUrl, readAs, readTrackers, readUrl } from './trackers.js';
import { readEncoded } from './values.js';

/** `Linear` (VAST 4.3 §3.8), with what extensions of the CTV addendum add to it. */
export function readLinear(linear: XmlNode, added: readonly XmlNode[]): VastLinear {
  const durationMs = parseTime(textAt(linear, 'Duration')) ?? 0;
  const clicks = childAt(linear, 'VideoClicks');
  const adParameters = readEncoded(childAt(linear, 'AdParameters'));
  const { skipoffset, skipOffset } = linear.attributes;
  return {
    durationMs,
    skipAfterMs: skipAfter(skipoffset ?? skipOffset, durationMs),
    adParameters,
    ...readFiles([...(childAt(linear, 'MediaFiles')?.children ?? []), ...added], adParameters),
    trackers: [
      ...readTrackers(linear),
      ...readAs('clickTracking', clicks, 'ClickTracking'),
      ...readAs('customClick', clicks, 'CustomClick'),
    ],
    clickThrough: readUrl(clicks, 'ClickThrough'),
    icons: [...childrenOf(childAt(linear, 'Icons'), 'Icon'), ...childrenNamed(added, 'Icon')].map(readIcon),
  };
}

/** `MediaFiles` (VAST 4.3 §3.9): what has no URL is left out. */
function readFiles(nodes: readonly XmlNode[], adParameters: string | null) {
  const mediaFiles: MediaFile[] = [];
  const mezzanines: Mezzanine[] = [];
  const interactiveFiles: InteractiveFile[] = [];
  const captions: CaptionFile[] = [];
  for (const node of nodes) {
    if (node.name === 'MediaFile') mediaFiles.push(readMediaFile(node));
    if (node.name === 'Mezzanine') mezzanines.push(readMezzanine(node));
    if (node.name === 'InteractiveCreativeFile') interactiveFiles.push(readInteractiveFile(node, adParameters));
    if (node.name === 'ClosedCaptionFiles') captions.push(...childrenOf(node, 'ClosedCaptionFile').map(readCaption));
  }
  return {
    mediaFiles: mediaFiles.filter(hasUrl),
    mezzanines: mezzanines.filter(hasUrl),
    interactiveFiles: interactiveFiles.filter(hasUrl),
    captions: captions.filter(hasUrl),
  };
}

function hasUrl({ url }: { readonly url: string }): boolean {
  return isUrl(url);
}

function childrenNamed(nodes: readonly XmlNode[], name: string): readonly XmlNode[] {
  return nodes.filter((node) => node.name === name);
}

/** A share is of the duration: without one it is no time. */
function skipAfter(text: string | undefined, durationMs: number): number | null {
  const offset = parseOffset(text);
  if (offset === null || 'ms' in offset) return offset && offset.ms;
  return durationMs > 0 ? Math.round(offset.share * durationMs) : null;
}
