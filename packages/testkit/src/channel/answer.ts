import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

/** What to send for one request. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

const TYPES: Readonly<Record<string, string>> = {
  '.m3u8': 'application/vnd.apple.mpegurl',
  '.mpd': 'application/dash+xml',
  '.m4s': 'video/mp4',
  '.mp4': 'video/mp4',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.map': 'application/json',
};

/** MIME type by a path's ending. */
function typeOf(path: string): string {
  return TYPES[extname(path)] ?? 'application/octet-stream';
}

export function answerText(path: string, text: string): Answer {
  return { status: 200, type: typeOf(path), body: Buffer.from(text) };
}

export function answerJson(status: number, value: unknown): Answer {
  return { status, type: 'application/json', body: Buffer.from(JSON.stringify(value)) };
}

export function answerError(status: number, message: string): Answer {
  return answerJson(status, { error: message });
}

/** A file below a folder; a folder is its index.html. Anything else is 404, a way out of the folder too. */
export async function answerFile(dir: string, path: string): Promise<Answer> {
  const root = normalize(dir.endsWith(sep) ? dir : dir + sep);
  const wanted = join(root, path);
  if (!wanted.startsWith(root)) return answerError(404, `Cannot serve ${path}: it is outside of its folder`);
  try {
    const file = (await stat(wanted)).isDirectory() ? join(wanted, 'index.html') : wanted;
    return { status: 200, type: typeOf(file), body: await readFile(file) };
  } catch {
    return answerError(404, `Cannot serve ${path}: there is no such file`);
  }
}
