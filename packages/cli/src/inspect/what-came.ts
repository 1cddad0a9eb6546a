import { readMediaPlaylist, readMultivariant } from '@cutaway/manifest';
import { readMpdTiming } from '@cutaway/signals/dash';

/** What a text is. `other`: nothing that can be watched; `text` says what instead. */
export type Came =
  { readonly type: 'multivariant' | 'media' | 'mpd' } | { readonly type: 'other'; readonly text: string };

const SHOWN = 60;

/** Tells an HLS multivariant playlist, an HLS media playlist and an MPD from each other and from all else. */
export function whatCame(text: string): Came {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start === '') return other('is empty');
  if (start.startsWith('#EXTM3U')) {
    if (readMultivariant(text)) return { type: 'multivariant' };
    if (/^#EXT-X-STREAM-INF/m.test(text)) return other('is a multivariant playlist that lists no variant');
    const media = readMediaPlaylist(text);
    const isMedia = media !== null && (media.segments.length > 0 || /^#EXT-X-TARGETDURATION/m.test(text));
    return isMedia ? { type: 'media' } : other('is a playlist without EXT-X-TARGETDURATION and without segments');
  }
  if (readMpdTiming(text)) return { type: 'mpd' };
  if (BINARY.test(start)) return other('is binary data (a segment?)');
  const kind = KINDS.find(([pattern]) => pattern.test(start))?.[1] ?? 'text';
  return other(`is ${kind} that starts with "${firstCharacters(start)}"`);
}

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:<!doctype html|<html|<head|<body)/i, 'HTML'],
  [/^<(?:\?xml|VMAP|vmap|VAST)/, 'XML'],
  [/^[{[]/, 'JSON'],
];

/** No text has such characters. */
const BINARY = /[\u0000-\u0008\uFFFD]/;

function other(text: string): Came {
  return { type: 'other', text };
}

/** On one line, and nobody's bytes steer the terminal. */
export function firstCharacters(text: string): string {
  const line = cleanText(
    text
      .slice(0, 4 * SHOWN)
      .replace(/\s+/g, ' ')
      .trim(),
  );
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
}

/** A text without what a terminal would obey. */
export function cleanText(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '.');
}
