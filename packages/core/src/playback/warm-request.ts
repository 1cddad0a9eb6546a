import type { AdMedia, ByteRange } from '@cutaway/manifest';
import type { AdMediaPurpose } from '../http-purpose.js';
import type { HttpRequest } from '../ports.js';
import type { AdMediaState } from '../run/break-run.js';

/** How a file of an ad is asked for: a playlist whole, media to its first segment's end. */
export function warmRequest(
  { of, url }: Pick<AdMediaPurpose, 'of' | 'url'>,
  media: AdMediaState | undefined,
): Pick<HttpRequest, 'use' | 'range'> {
  if (of === 'ad-playlist') return { use: 'text' };
  const range = media?.is === 'warming' ? startOf(media.media, url) : null;
  return { use: 'warm', ...(range && { range }) };
}

/** The initialisation segment and the first segment, where these are parts of the file. null: the file is one of them. */
function startOf({ renditions }: AdMedia, url: string): ByteRange | null {
  for (const { mapUri, mapByteRange, segments } of renditions) {
    const [first] = segments;
    const parts = [mapUri === url && mapByteRange, first?.uri === url && first.byteRange];
    const ranges = parts.filter((part): part is ByteRange => !!part);
    if (ranges.length === 0) continue;
    const offset = Math.min(...ranges.map((range) => range.offset));
    return { offset, length: Math.max(...ranges.map((range) => range.offset + range.length)) - offset };
  }
  return null;
}
