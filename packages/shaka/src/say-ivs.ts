/** A key of whole segments that says no initialization vector. */
const SILENT_KEY = /^#EXT-X-KEY:(?!.*[:,]\s*IV=).*METHOD=AES-(?:128|256(?!-GCM))\b/;

/**
 * Says the initialization vector of each segment aloud. A key without one is used with the segment's media sequence number (RFC 8216
 * §5.2), which Shaka adds up of two counts that drift apart as a live window moves: what it decrypts then is no media.
 */
export function sayIvs(playlist: string): string {
  if (!playlist.includes('METHOD=AES-')) return playlist;
  let sequence = Number(/^#EXT-X-MEDIA-SEQUENCE:(\d+)/m.exec(playlist)?.[1] ?? 0);
  let silent: string | null = null;
  const lines: string[] = [];
  for (const line of playlist.split(/\r?\n/)) {
    if (line.startsWith('#EXT-X-KEY:')) silent = SILENT_KEY.test(line) ? line : null;
    if (line !== '' && !line.startsWith('#')) {
      if (silent !== null) lines.push(`${silent},IV=0x${sequence.toString(16).padStart(32, '0')}`);
      sequence += 1;
    }
    lines.push(line);
  }
  return lines.join('\n');
}
