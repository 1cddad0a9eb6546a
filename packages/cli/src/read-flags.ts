import { Complaint } from './complaint.js';

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

/** A length of time in milliseconds. Grammar: number ( `ms` / `s` / `m` ); 0 needs no unit. */
export function readMs(text: string): number {
  const match = /^(-?\d+(?:\.\d+)?)(ms|s|m)$/.exec(text);
  if (text === '0') return 0;
  if (match === null) throw new Complaint(`Cannot read time: it is "${text}", expected one like 8s, 1500ms or 2m`);
  return Math.round(Number(match[1]) * (UNIT_MS[match[2] ?? ''] ?? 0));
}

/** A length of time above 0 in milliseconds: seconds where no unit is given. */
export function readSeconds(text: string): number {
  const ms = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1_000 : readMs(text);
  if (!(ms > 0)) throw new Complaint(`Cannot read time: it is "${text}", expected more than 0`);
  return ms;
}

/** Times with commas between them. */
export function readTimes(text: string): number[] {
  return text.split(',').map((part) => readMs(part.trim()));
}

export function readNames(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}

export function readWhole(text: string): number {
  if (!/^\d+$/.test(text)) throw new Complaint(`Cannot read number: it is "${text}", expected a whole one`);
  return Number(text);
}

export function readShare(text: string): number {
  const share = Number(text);
  if (text.trim() !== '' && share >= 0 && share <= 1) return share;
  throw new Complaint(`Cannot read share: it is "${text}", expected a number from 0 to 1`);
}

/** Addresses and networks of proxies: `10.0.0.0/8, ::1`, or one of the names that stand for networks. */
export function readProxies(text: string): string[] {
  const names = readNames(text);
  const odd = names.find(
    (name) => !/^[\da-f]*[.:][\da-f.:]*(\/\d{1,3})?$|^(loopback|linklocal|uniquelocal)$/i.test(name),
  );
  if (odd === undefined) return names;
  throw new Complaint(`Cannot read proxies: one is "${odd}", expected addresses or networks like 10.0.0.0/8`);
}

export function readPort(text: string): number {
  const port = readWhole(text);
  if (port > 65_535) throw new Complaint(`Cannot read port: it is ${port}, expected 0 to 65535`);
  return port;
}

export function readUrl(text: string): string {
  if (!/^https?:\/\/[^/\s]+/.test(text)) {
    throw new Complaint(`Cannot read URL: it is "${text}", expected one that starts with http:// or https://`);
  }
  return text;
}

/** A JSON object given as text; `what` names it in the error. */
export function readJson(text: string, what: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // told below
  }
  throw new Complaint(`Cannot read ${what}: it is ${text.slice(0, 60)}, expected a JSON object`);
}

/** Name and value of a request header. */
export type Header = readonly [name: string, value: string];

/** `Name: value` (RFC 9110 §5.1). */
export function addHeader(text: string, earlier: readonly Header[]): Header[] {
  const match = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):\s*([^\r\n]*)$/.exec(text);
  if (!match) throw new Complaint(`Cannot read header: it is "${text}", expected one like "Name: value"`);
  return [...earlier, [match[1] ?? '', match[2] ?? '']];
}
