import { createHash, timingSafeEqual } from 'node:crypto';
import { ByteReader, ByteWriter } from './byte-writer.js';
import { ownCopy } from './own-copy.js';
import type { PodTicket, ReadTicket, TicketAd } from './pod-ticket.js';
import { MAC_BYTES, type TokenKeys } from './token-keys.js';

/** First byte of a token. */
const VERSION = 2;
/** Its ads say no creative: tokens live for a day, so a node that is updated still reads it. */
const VERSION_WITHOUT_CREATIVES = 1;

/** Seconds in a token count from 2020: a byte less for each. */
export const EPOCH_S = 1_577_836_800;

/** A longer name is told apart by its hash, so that a URL stays one: a DATERANGE ID may have any length. */
const MAX_NAME_BYTES = 48;

/** No pod has more, alternates included. */
export const MAX_TICKET_ADS = 200;

/**
 * Signs a pod: base64url of `v|kid|eventId|breakId|cohort|podSeed|issuedAt|exp|shape`, then the truncated MAC of these bytes.
 * One MAC for all of the pod's beacons: which ad and which event stands beside it, and is checked against the shape.
 * A pod of four ads with short names is 190 characters, of one ad 104.
 * @throws RangeError where there are more than `MAX_TICKET_ADS` ads.
 */
export function mintPodToken(ticket: PodTicket, keys: TokenKeys): string {
  const out = writeBody(ticket, keys.signingId());
  const mac = keys.macOf(keys.signingId(), out.done());
  if (mac === null) throw new Error('Cannot sign pod: its key is gone, expected the one that signs');
  out.bytes(mac);
  return out.done().toString('base64url');
}

// Whole groups of four characters of RFC 4648 §5: a decoder lets other characters pass, and the same token would have two names.
const ONE_SPELLING = /^(?:[\w-]{4})+$/;

/** What a token says, unproven: null where it is none. For records of a log, whose tokens were proven before. */
export function readPodToken(token: string): ReadTicket | null {
  if (!ONE_SPELLING.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length <= MAC_BYTES) return null;
  try {
    return readBody(bytes.subarray(0, -MAC_BYTES), bytes.toString('base64url', bytes.length - MAC_BYTES));
  } catch {
    return null;
  }
}

/** Why a token is not to be believed. */
export type TokenFault = 'unreadable' | 'unknown-key' | 'bad-signature';

/** What a token says, proven. It may have expired. */
export function verifyPodToken(token: string, keys: TokenKeys): ReadTicket | TokenFault {
  const ticket = readPodToken(token);
  if (ticket === null) return 'unreadable';
  const bytes = Buffer.from(token, 'base64url');
  const expected = keys.macOf(ticket.keyId, bytes.subarray(0, -MAC_BYTES));
  if (expected === null) return 'unknown-key';
  return timingSafeEqual(expected, bytes.subarray(-MAC_BYTES)) ? ticket : 'bad-signature';
}

function writeBody(ticket: PodTicket, keyId: string): ByteWriter {
  const { ads } = ticket;
  if (ads.length > MAX_TICKET_ADS) {
    throw new RangeError(`Cannot sign pod: it has ${ads.length} ads, expected ${MAX_TICKET_ADS} at most`);
  }
  const out = new ByteWriter();
  out.byte(VERSION);
  out.text(keyId);
  for (const name of [ticket.eventId, ticket.breakId, ticket.cohort ?? '']) out.text(shortName(name));
  out.varint(ticket.podSeed >>> 0);
  const issuedS = Math.floor(ticket.issuedAtMs / 1000);
  out.varint(Math.max(0, issuedS - EPOCH_S));
  out.varint(Math.max(0, Math.ceil(ticket.expiresAtMs / 1000) - issuedS));
  out.byte(ticket.agentClass);
  out.byte(ticket.networkClass);
  out.varint(ticket.placed);
  writeShape(out, ads);
  out.fillUpTo(3); // whole triples of bytes, so that the MAC is the last 16 characters and has one spelling
  return out;
}

/** Names stand once, in a table: line items of one bidder share its name. */
function writeShape(out: ByteWriter, ads: readonly TicketAd[]): void {
  const names = [
    ...new Set(ads.flatMap(({ lineItemId, bidderId }) => [lineItemId, ...(bidderId === null ? [] : [bidderId])])),
  ];
  const placeOf = new Map(names.map((name, place) => [name, place]));
  out.varint(names.length);
  for (const name of names) out.text(shortName(name));
  out.varint(ads.length);
  for (const { lineItemId, bidderId, creativeTag, durationMs, cpmMicros } of ads) {
    out.varint(placeOf.get(lineItemId)!);
    out.varint(bidderId === null ? 0 : placeOf.get(bidderId)! + 1);
    out.varint(Math.max(0, Math.round(durationMs)));
    out.varint(Math.max(0, Math.round(cpmMicros)));
    if (bidderId === null) out.tag(creativeTag ?? 0);
  }
}

function readBody(body: Buffer, podId: string): ReadTicket | null {
  const from = new ByteReader(body);
  const version = from.byte();
  if (version !== VERSION && version !== VERSION_WITHOUT_CREATIVES) return null;
  const [keyId, eventId, breakId, cohort] = [from.text(), from.text(), from.text(), from.text()];
  const podSeed = from.varint();
  const issuedS = from.varint() + EPOCH_S;
  const expiresS = issuedS + from.varint();
  const [agentClass, networkClass, placed] = [from.byte(), from.byte(), from.varint()];
  const names = Array.from({ length: within(from.varint(), 2 * MAX_TICKET_ADS) }, () => from.text());
  const ads = Array.from({ length: within(from.varint(), MAX_TICKET_ADS) }, (): TicketAd => {
    const [item, bidder] = [from.varint(), from.varint()];
    const bidderId = bidder === 0 ? null : names[bidder - 1]!;
    const [durationMs, cpmMicros] = [from.varint(), from.varint()];
    const creativeTag = bidderId === null && version === VERSION ? from.tag() || null : null;
    return { lineItemId: names[item]!, bidderId, creativeTag, durationMs, cpmMicros };
  });
  return {
    keyId,
    podId: ownCopy(podId),
    eventId,
    breakId,
    cohort: cohort === '' ? null : cohort,
    podSeed,
    issuedAtMs: issuedS * 1000,
    expiresAtMs: expiresS * 1000,
    agentClass,
    networkClass,
    placed,
    ads,
  };
}

function within(count: number, most: number): number {
  if (count > most) throw new RangeError(`Cannot read token: a list has ${count} entries, expected ${most} at most`);
  return count;
}

/** The name itself, or what stands for it in a token and in all that is counted from one. */
export function shortName(name: string): string {
  // Three bytes a unit at most: most names need no counting.
  if (name.length * 3 <= MAX_NAME_BYTES || Buffer.byteLength(name, 'utf8') <= MAX_NAME_BYTES) return name;
  return `~${createHash('sha256').update(name).digest('base64url').slice(0, 21)}`;
}
