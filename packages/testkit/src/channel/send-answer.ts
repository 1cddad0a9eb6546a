import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './answer.js';

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, HEAD, POST, OPTIONS',
  'access-control-allow-headers': '*',
  'access-control-expose-headers': 'content-length, content-range, date',
};

/** Sends an answer, or the part of it that the request asks for (RFC 9110 §14). Tells the status that was sent. */
export function sendAnswer(request: IncomingMessage, response: ServerResponse, answer: Answer, stall: boolean): number {
  const { body } = answer;
  const isMedia = /^(video|image)\//.test(answer.type);
  const head: Record<string, string | number> = {
    ...CORS,
    'content-type': answer.type,
    'cache-control': isMedia ? 'public, max-age=300' : 'no-store',
    'accept-ranges': 'bytes',
  };
  const range = answer.status === 200 ? readRange(request.headers.range, body.length) : null;
  if (range === 'unsatisfiable') {
    response.writeHead(416, { ...head, 'content-range': `bytes */${body.length}` }).end();
    return 416;
  }
  const part = range === null ? body : body.subarray(range.first, range.last + 1);
  if (range !== null) head['content-range'] = `bytes ${range.first}-${range.last}/${body.length}`;
  const status = range === null ? answer.status : 206;
  response.writeHead(status, { ...head, 'content-length': part.length });
  if (request.method === 'HEAD') response.end();
  else if (stall) response.write(part.subarray(0, part.length >> 1));
  else response.end(part);
  return status;
}

/** Grammar: `bytes=` ( first-pos `-` [ last-pos ] / `-` suffix-length ); lists of ranges are answered whole. */
function readRange(header: string | undefined, size: number): { first: number; last: number } | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return null;
  const first = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const last = match[1] === '' || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  return first < size && first <= last ? { first, last } : 'unsatisfiable';
}
