import { WrongValue } from './complaint.js';

/** Node's timers end at once where they are to wait for longer: 24.8 days. */
const MOST_MS = 2 ** 31 - 1;

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

/** A length of time in milliseconds. Grammar: number ( `ms` / `s` / `m` ); 0 needs no unit. */
export function readMs(text: string): number {
  const match = /^(-?\d+(?:\.\d+)?)(ms|s|m)$/.exec(text);
  if (text === '0') return 0;
  if (match === null) throw new WrongValue(`it is "${text}"`, 'a time like 8s, 1500ms or 2m');
  return Math.round(Number(match[1]) * (UNIT_MS[match[2] ?? ''] ?? 0));
}

/** A length of time that can be waited. */
export function readWait(text: string): number {
  const ms = readMs(text);
  if (ms < 0) throw new WrongValue(`it is "${text}"`, 'a time of 0 or more');
  return waitable(ms, text);
}

/** A length of time above 0 in milliseconds: seconds where no unit is given. */
export function readSeconds(text: string): number {
  const ms = /^\d+(?:\.\d+)?$/.test(text) ? Math.round(Number(text) * 1_000) : readMs(text);
  if (!(ms > 0)) throw new WrongValue(`it is "${text}"`, 'a time above 0');
  return waitable(ms, text);
}

function waitable(ms: number, text: string): number {
  if (ms > MOST_MS) throw new WrongValue(`it is "${text}"`, 'a time of 24 days at most');
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
  if (!/^\d+$/.test(text)) throw new WrongValue(`it is "${text}"`, 'a whole number');
  return Number(text);
}

/** Days that events are kept: a pod is billed for a day, so two at least. */
export function readDays(text: string): number {
  const days = readWhole(text);
  if (days < 2) throw new WrongValue(`it is ${days}`, 'a number of days from 2 on');
  return days;
}

/** Of what nothing can be done without one: 1 to a million. */
export function readSome(text: string): number {
  const count = readWhole(text);
  if (count < 1 || count > 1_000_000) throw new WrongValue(`it is ${count}`, 'a number from 1 to 1000000');
  return count;
}

export function readShare(text: string): number {
  const share = Number(text);
  if (text.trim() !== '' && share >= 0 && share <= 1) return share;
  throw new WrongValue(`it is "${text}"`, 'a number from 0 to 1');
}

/** Addresses and networks of proxies: `10.0.0.0/8, ::1`, or one of the names that stand for networks. */
export function readProxies(text: string): string[] {
  const names = readNames(text);
  const odd = names.find(
    (name) => !/^[\da-f]*[.:][\da-f.:]*(\/\d{1,3})?$|^(loopback|linklocal|uniquelocal)$/i.test(name),
  );
  if (odd === undefined) return names;
  throw new WrongValue(`one is "${odd}"`, 'addresses or networks like 10.0.0.0/8');
}

export function readPort(text: string): number {
  const port = readWhole(text);
  if (port > 65_535) throw new WrongValue(`it is ${port}`, 'a port from 0 to 65535');
  return port;
}

export function readUrl(text: string): string {
  if (!/^https?:\/\/[^/\s]+/.test(text) || !URL.canParse(text)) {
    throw new WrongValue(`it is "${text}"`, 'a URL that starts with http:// or https://');
  }
  return text;
}

const readUrlOf =
  (...schemes: readonly string[]) =>
  (text: string): string => {
    const known = schemes.map((scheme) => `${scheme}://`);
    if (known.some((start) => text.startsWith(start) && text.length > start.length)) return text;
    // It may hold a password.
    throw new WrongValue('it has another beginning', `a URL that starts with ${known.join(' or ')}`);
  };

export const readRedisUrl = readUrlOf('redis', 'rediss');
export const readNatsUrl = readUrlOf('nats', 'tls');

/** A JSON object given as text. */
export function readJson(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // told below
  }
  throw new WrongValue(`it is "${text.slice(0, 60)}"`, 'a JSON object');
}

/** Name and value of a request header. */
export type Header = readonly [name: string, value: string];

/** `Name: value` (RFC 9110 §5.1). */
export function addHeader(text: string, earlier: readonly Header[]): Header[] {
  const match = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):\s*([^\r\n]*)$/.exec(text);
  if (!match) throw new WrongValue(`it is "${text}"`, 'a header like "Name: value"');
  return [...earlier, [match[1] ?? '', match[2] ?? '']];
}
