import type { WallMs } from '@cutaway/model';
import type { ReadTicket } from '../beacons/pod-ticket.js';
import { keptPart, type KeptPart } from '../events/kept-part.js';

export type ImpressionStanding = 'new' | 'known' | 'closed';

/** Every impression of tokens that are still good: exact, since it is what is billed by. About 100 bytes each. */
export interface ImpressionSet {
  /** `closed`: it was settled, and whether this one is new is not known any more. */
  standing(ticket: ReadTicket, commitId: string): ImpressionStanding;
  /** Counts it, unless it is known or closed. */
  add(ticket: ReadTicket, commitId: string): ImpressionStanding;
  /** Forgets what was shown by tokens that expired `marginMs` ago. */
  settle(nowMs: WallMs): void;
  readonly kept: KeptPart;
}

export interface ImpressionSetLimits {
  /** Records may be so late in the log: one that waited out an outage is counted still. Default 15 minutes. */
  readonly marginMs?: number;
  /** More than that, and what expires first is closed early, of another break: too little is billed then, never too much. Default 5,000,000. */
  readonly maxImpressions?: number;
}

/** In a checkpoint: an hour of a break with some of its impressions, or how far all is settled, or an hour that was closed early. */
type ImpressionRow =
  | readonly ['open', string, WallMs, readonly string[]]
  | readonly ['settled', WallMs]
  | readonly ['early', string, WallMs];

const COMMITS_IN_ROW = 200;

/**
 * What was shown of one break by tokens that expire in the same hour. A break is not held whole: that of a title on demand is called
 * `start` for all who ever watch it, and never ends.
 */
interface OpenHour {
  readonly brk: string;
  readonly hour: number;
  readonly commits: Set<string>;
  expiresAtMs: WallMs;
}

const HOUR_MS = 3_600_000;
const hourOf = (expiresAtMs: WallMs): number => Math.floor(expiresAtMs / HOUR_MS);
const nameOf = ({ eventId, breakId }: ReadTicket): string => `${eventId}\n${breakId}`;
const keyOf = (brk: string, expiresAtMs: WallMs): string => `${brk}\n${hourOf(expiresAtMs)}`;

export function createImpressionSet({
  marginMs = 900_000,
  maxImpressions = 5_000_000,
}: ImpressionSetLimits = {}): ImpressionSet {
  const hours = new Map<string, OpenHour>();
  let total = 0;
  /** All tokens that expire until then are settled. */
  let settledUntilMs = -Infinity;
  const closedEarly = new Map<string, readonly [brk: string, WallMs]>();

  function standing(ticket: ReadTicket, commitId: string): ImpressionStanding {
    const key = keyOf(nameOf(ticket), ticket.expiresAtMs);
    if (hours.get(key)?.commits.has(commitId) === true) return 'known';
    return ticket.expiresAtMs <= settledUntilMs || closedEarly.has(key) ? 'closed' : 'new';
  }

  function openUp(brk: string, expiresAtMs: WallMs): OpenHour {
    const key = keyOf(brk, expiresAtMs);
    const known = hours.get(key);
    if (known !== undefined) return known;
    const opened = { brk, hour: hourOf(expiresAtMs), commits: new Set<string>(), expiresAtMs };
    hours.set(key, opened);
    return opened;
  }

  function close(key: string, { commits }: OpenHour): void {
    hours.delete(key);
    total -= commits.size;
  }

  /** A break that is on is not given up, though its tokens fall into two hours. */
  function closeFirst(on: OpenHour): void {
    let first: [string, OpenHour] | null = null;
    for (const entry of hours) {
      const { brk, hour, expiresAtMs } = entry[1];
      if (brk === on.brk && Math.abs(hour - on.hour) <= 1) continue;
      if (first === null || expiresAtMs < first[1].expiresAtMs) first = entry;
    }
    if (first === null) return;
    const [key, { brk, expiresAtMs }] = first;
    closedEarly.set(key, [brk, expiresAtMs]);
    close(...first);
  }

  function* save(): Iterable<ImpressionRow> {
    if (settledUntilMs > -Infinity) yield ['settled', settledUntilMs];
    for (const [brk, expiresAtMs] of closedEarly.values()) yield ['early', brk, expiresAtMs];
    for (const { brk, commits, expiresAtMs } of hours.values()) {
      let some: string[] = [];
      for (const commit of commits) {
        if (some.push(commit) < COMMITS_IN_ROW) continue;
        yield ['open', brk, expiresAtMs, some];
        some = [];
      }
      if (some.length > 0) yield ['open', brk, expiresAtMs, some];
    }
  }

  function load(row: ImpressionRow): void {
    if (row[0] === 'settled') settledUntilMs = row[1];
    else if (row[0] === 'early') closedEarly.set(keyOf(row[1], row[2]), [row[1], row[2]]);
    else {
      const [, brk, expiresAtMs, commits] = row;
      const open = openUp(brk, expiresAtMs);
      for (const commit of commits) open.commits.add(commit);
      total += commits.length;
    }
  }

  function clear(): void {
    hours.clear();
    closedEarly.clear();
    total = 0;
    settledUntilMs = -Infinity;
  }

  return {
    kept: keptPart({ name: 'impressions', save, load, clear }),
    standing,
    add(ticket, commitId) {
      const before = standing(ticket, commitId);
      if (before !== 'new') return before;
      const open = openUp(nameOf(ticket), ticket.expiresAtMs);
      open.expiresAtMs = Math.max(open.expiresAtMs, ticket.expiresAtMs);
      open.commits.add(commitId);
      total += 1;
      if (total > maxImpressions) closeFirst(open);
      return 'new';
    },
    settle(nowMs) {
      settledUntilMs = Math.max(settledUntilMs, nowMs - marginMs);
      for (const [key, open] of hours) if (open.expiresAtMs <= settledUntilMs) close(key, open);
      for (const [key, [, expiresAtMs]] of closedEarly) if (expiresAtMs <= settledUntilMs) closedEarly.delete(key);
    },
  };
}
