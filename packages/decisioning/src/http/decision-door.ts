import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DecisionRequest } from '@cutaway/model';
import type { FastifyInstance } from 'fastify';
import type { Asker } from '../decide/decider.js';
import { askerAt } from './asker-at.js';
import type { AddressOf } from './caller-address.js';
import type { DecisionRoutesRoom } from './decision-routes.js';
import type { Door } from './front-server.js';
import { headOf } from './head-of.js';
import { offerTelemetry } from './offer-telemetry.js';
import { writeReply } from './write-reply.js';

export interface DecisionDoorRoom extends Pick<DecisionRoutesRoom, 'decider' | 'ledgerKeys' | 'asksTelemetry'> {
  /** Whether a body is what it should be. */
  isValid(body: unknown): body is DecisionRequest;
  /** Who answers what is not: its route says which field is wrong. */
  framework(): Pick<FastifyInstance, 'inject'>;
  readonly mostBytes: number;
  readonly addressOf: AddressOf;
}

const JSON_TYPE = 'application/json; charset=utf-8';
/** Names by which a document could reach into what it is read to: the framework's parser knows what to do with them. */
const ODD_NAMES = ['__proto__', 'constructor', '\\u'];
const WANTS_XML = /\b(application|text)\/xml\b/;

/**
 * Answers the SDK's decisions, as the framework's route would: in an overload most are turned away, which costs less than what a framework
 * does around it. What asks for anything more, or is no request, is the framework's.
 */
export function decisionDoor(room: DecisionDoorRoom): Door {
  return (request, response) => {
    if (!isPlain(request, room.mostBytes)) return false;
    const address = room.addressOf(request);
    const { baseUrl } = address;
    if (baseUrl === null) return false;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => undefined); // who asked is gone
    request.on('end', () => {
      const [first = Buffer.alloc(0)] = chunks;
      const bytes = chunks.length > 1 ? Buffer.concat(chunks) : first;
      const body = parsed(bytes);
      const answered = room.isValid(body)
        ? answer(body, askerAt(request, address, baseUrl, body.joins === true), response, room)
        : pass(bytes, request, response, room);
      answered.catch(() => response.destroy());
    });
    return true;
  };
}

function isPlain({ method, url, headers }: IncomingMessage, mostBytes: number): boolean {
  if (method !== 'POST' || url !== '/v1/decisions') return false;
  const { 'content-type': type = '', 'content-encoding': encoding, accept = '' } = headers;
  return (
    (type === 'application/json' || type.startsWith('application/json;')) &&
    Number(headers['content-length']) <= mostBytes &&
    encoding === undefined &&
    !WANTS_XML.test(accept)
  );
}

function parsed(bytes: Buffer): unknown {
  const text = bytes.toString();
  if (ODD_NAMES.some((name) => text.includes(name))) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function answer(
  body: DecisionRequest,
  asker: Asker,
  response: ServerResponse,
  room: DecisionDoorRoom,
): Promise<void> {
  const decision = await room.decider.decide(body, asker);
  const written = writeReply(offerTelemetry(decision, body.sessionId, asker.baseUrl, room), body);
  const length = Buffer.byteLength(written);
  response.writeHead(200, headOf(JSON_TYPE, length));
  // A text goes out together with the head, in one piece; one that has as many bytes as letters is ASCII, and costs less as such.
  if (typeof written === 'string') response.end(written, length === written.length ? 'latin1' : 'utf8');
  else response.end(written);
}

/** Says what the framework says to it. */
async function pass(
  payload: Buffer,
  { url = '', headers, socket }: IncomingMessage,
  response: ServerResponse,
  { framework }: DecisionDoorRoom,
): Promise<void> {
  const { remoteAddress = '127.0.0.1' } = socket;
  const said = await framework().inject({ method: 'POST', url, headers, payload, remoteAddress });
  response.writeHead(said.statusCode, said.headers).end(said.rawPayload);
}
