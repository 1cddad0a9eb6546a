import { readFile } from 'node:fs/promises';
import { Complaint } from '../complaint.js';
import { hasOtherScheme } from '../has-other-scheme.js';
import { cleanText, firstCharacters } from '../inspect/what-came.js';
import type { Terminal } from '../terminal.js';
import { whyNot } from '../why-not.js';
import type { Hop } from './chain.js';
import { decodeText } from './decode-text.js';
import type { FetchTag } from './fetch-tag.js';

/** A document to look at, and where it came from. */
export interface Input {
  readonly text: string;
  /** How the person named it, fit for a terminal. */
  readonly name: string;
  /** null: it is a file or stdin. */
  readonly tagUrl: string | null;
  readonly reply: Pick<Hop, 'url' | 'status' | 'bytes' | 'ms'>;
}

/** Reads a file, an http or https URL, or stdin. Throws a Complaint where nothing comes. */
export async function readInput(source: string, terminal: Terminal, fetchTag: FetchTag): Promise<Input> {
  const name = source === '-' ? 'stdin' : cleanText(source);
  if (/^https?:/i.test(source)) {
    const got = await fetchTag(source, 0);
    if (got.text === null) throw unreadable(name, got.why ?? 'did not answer', got.body);
    return {
      text: got.text,
      name,
      tagUrl: source,
      reply: { url: got.url, status: got.status, bytes: got.bytes, ms: got.ms },
    };
  }
  if (hasOtherScheme(source)) throw unreadable(name, 'is no http or https URL');
  const bytes = source === '-' ? await readStdin(terminal) : await readLocal(source, name);
  const text = decodeText(bytes);
  if (source === '-' && text.trim() === '') throw unreadable(name, 'is empty');
  if (/[\u0000-\u0008]/.test(text.slice(0, 4_096))) throw unreadable(name, 'is binary data');
  return { text, name, tagUrl: null, reply: { url: name, status: null, bytes: bytes.length, ms: null } };
}

async function readStdin(terminal: Terminal): Promise<Uint8Array> {
  const lines: string[] = [];
  for await (const line of terminal.lines()) lines.push(line);
  return Buffer.from(lines.join('\n'));
}

async function readLocal(path: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw unreadable(name, whyNot(error));
  }
}

function unreadable(name: string, why: string, body = ''): Complaint {
  const shown = body.trim() === '' ? '' : `: "${firstCharacters(body)}"`;
  return new Complaint(`Cannot read ${name}: it ${why}${shown}, expected a VAST or VMAP document`);
}
