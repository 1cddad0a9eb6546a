import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { WallMs } from '@cutaway/model';
import { parseServerDate } from '@cutaway/signals/time';
import { readBody } from '../read-body.js';
import { whyNot } from '../why-not.js';

/** What a URL or a file gave. `failed`: nothing that can be used; `text` goes on from "it". */
export type Reply =
  | {
      readonly type: 'bytes';
      /** After redirects. */
      readonly url: string;
      readonly bytes: Uint8Array;
      /** `200 application/x-mpegURL`, or `file`. */
      readonly label: string;
      readonly sentAt: WallMs;
      readonly heardAt: WallMs;
      /** By the server's Date header. */
      readonly serverMs: WallMs | null;
    }
  | { readonly type: 'failed'; readonly text: string; readonly bytes: Uint8Array; readonly heardAt: WallMs };

export interface SourceOptions {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly timeoutMs: number;
  /** Ends whatever is read. */
  readonly stop: AbortSignal;
}

export type ReadSource = (url: string, range?: string) => Promise<Reply>;

/** A playlist is no film. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Reads http, https and file URLs. Never throws: what goes wrong is a reply. */
export function createSource(options: SourceOptions): ReadSource {
  return (url, range) => (url.startsWith('file:') ? readLocal(url) : readRemote(url, range, options));
}

async function readRemote(url: string, range: string | undefined, options: SourceOptions): Promise<Reply> {
  const { headers, timeoutMs, stop } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  const sentAt = Date.now();
  try {
    const reply = await fetch(url, {
      headers: headerList(headers, range),
      signal: AbortSignal.any([timeout, stop]),
    });
    const serverMs = parseServerDate(reply.headers.get('date') ?? '');
    const heardAt = Date.now();
    const bytes = await readBody(reply, MAX_BYTES);
    if (bytes === null) throw new Error(`it is larger than ${MAX_BYTES / 1024 / 1024} MiB`);
    const type = reply.headers.get('content-type') ?? 'no content type';
    const label = `${reply.status} ${reply.statusText} (${type})`.replace('  ', ' ');
    if (!reply.ok) return { type: 'failed', text: `answered ${label}`, bytes, heardAt };
    return { type: 'bytes', url: reply.url || url, bytes, label, sentAt, heardAt, serverMs };
  } catch (error) {
    return failed(timeout.aborted ? `did not answer within ${timeoutMs / 1_000} s` : whyNot(error));
  }
}

function headerList(headers: SourceOptions['headers'], range: string | undefined): [string, string][] {
  const list = headers.map(([name, value]): [string, string] => [name, value]);
  return range === undefined ? list : [...list, ['Range', range]];
}

async function readLocal(url: string): Promise<Reply> {
  const sentAt = Date.now();
  try {
    const bytes = await readFile(fileURLToPath(url));
    return { type: 'bytes', url, bytes, label: 'a file', sentAt, heardAt: Date.now(), serverMs: null };
  } catch (error) {
    return failed(whyNot(error));
  }
}

function failed(text: string): Reply {
  return { type: 'failed', text, bytes: new Uint8Array(), heardAt: Date.now() };
}
