import type { Reply } from './read-source.js';
import { cleanText, firstCharacters, whatCame, type Came } from './what-came.js';

type Bytes = Extract<Reply, { type: 'bytes' }>;

/** A reply that can be watched, or what came instead: `why` goes on from "it". */
export type Judged =
  | {
      readonly type: 'text';
      readonly text: string;
      readonly came: Exclude<Came['type'], 'other'>;
      readonly reply: Bytes;
    }
  | { readonly type: 'refused'; readonly why: string; readonly reply: Reply };

/** Reads a reply as a playlist or an MPD. */
export function judgeReply(reply: Reply): Judged {
  const text = new TextDecoder().decode(reply.bytes);
  if (reply.type === 'failed') {
    const body = firstCharacters(text);
    return { type: 'refused', why: `${cleanText(reply.text)}${body ? `: "${body}"` : ''}`, reply };
  }
  const came = whatCame(text);
  if (came.type === 'other') {
    const label = reply.label === 'a file' ? '' : `answered ${cleanText(reply.label)} and `;
    return { type: 'refused', why: label + came.text, reply };
  }
  return { type: 'text', text, came: came.type, reply };
}

/** The error of a stream that cannot be watched at all. */
export function cannotInspect(url: string, why: string): string {
  return `Cannot inspect ${cleanText(url)}: it ${why}, expected an HLS playlist (#EXTM3U) or a DASH MPD`;
}
