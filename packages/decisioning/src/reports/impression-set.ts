import type { WallMs } from '@cutaway/model';
import type { ReadTicket } from '../beacons/pod-ticket.js';
import { keptPart, type KeptPart } from '../events/kept-part.js';

export type ImpressionStanding = 'new' | 'known' | 'closed';

/** Every impression of the breaks that are still open: exact, since it is what is billed by. About 100 bytes each. */
export interface ImpressionSet {
  /** `closed`: the break was settled, and whether this one is new is not known any more. */
  standing(ticket: ReadTicket, commitId: string): ImpressionStanding;
  /** Counts it, unless it is known or closed. */
  add(ticket: ReadTicket, commitId: string): ImpressionStanding;
  /** Forgets breaks whose last token expired `marginMs` ago. */
  settle(nowMs: WallMs): void;
  readonly kept: KeptPart;
}

export interface ImpressionSetLimits {
  /** Records may be so late in the log: one that waited out an outage is counted still. Default 15 minutes. */
  readonly marginMs?: number;
  /** More than that, and the break that expires first is closed early: too little is billed then, never too much. Default 5,000,000. */
  readonly maxImpressions?: number;
}

/** In a checkpoint: a break with some of its impressions, or how far all is settled, or a break that was closed early. */
type ImpressionRow =
  | readonly ['open', string, WallMs, readonly string[]]
  | readonly ['settled', WallMs]
  | readonly ['early', string, WallMs];

const COMMITS_IN_ROW = 200;

interface OpenBreak {
  readonly commits: Set<string>;
  expiresAtMs: WallMs;
}

export function createImpressionSet({
  marginMs = 900_000,
  maxImpressions = 5_000_000,
}: ImpressionSetLimits = {}): ImpressionSet {
  const breaks = new Map<string, OpenBreak>();
  let total = 0;
  /** All tokens that expire until then are settled: set by time, or by a break that was closed early. */
  let settledUntilMs = -Infinity;
  const closedEarly = new Map<string, WallMs>();

  const nameOf = ({ eventId, breakId }: ReadTicket): string => `${eventId}\n${breakId}`;

  function standing(ticket: ReadTicket, commitId: string): ImpressionStanding {
    const name = nameOf(ticket);
    if (breaks.get(name)?.commits.has(commitId) === true) return 'known';
    return ticket.expiresAtMs <= settledUntilMs || closedEarly.has(name) ? 'closed' : 'new';
  }

  function close(name: string, { commits }: OpenBreak): void {
    breaks.delete(name);
    total -= commits.size;
  }

  function closeFirst(but: string): void {
    let first: [string, OpenBreak] | null = null;
    for (const entry of breaks) {
      if (entry[0] !== but && (first === null || entry[1].expiresAtMs < first[1].expiresAtMs)) first = entry;
    }
    if (first === null) return; // one break alone: it is not given up while it is on
    closedEarly.set(first[0], first[1].expiresAtMs);
    close(...first);
  }

  function* save(): Iterable<ImpressionRow> {
    if (settledUntilMs > -Infinity) yield ['settled', settledUntilMs];
    for (const [name, expiresAtMs] of closedEarly) yield ['early', name, expiresAtMs];
    for (const [name, { commits, expiresAtMs }] of breaks) {
      let some: string[] = [];
      for (const commit of commits) {
        if (some.push(commit) < COMMITS_IN_ROW) continue;
        yield ['open', name, expiresAtMs, some];
        some = [];
      }
      if (some.length > 0) yield ['open', name, expiresAtMs, some];
    }
  }

  function load(row: ImpressionRow): void {
    if (row[0] === 'settled') settledUntilMs = row[1];
    else if (row[0] === 'early') closedEarly.set(row[1], row[2]);
    else {
      const [, name, expiresAtMs, commits] = row;
      const open = breaks.get(name) ?? { commits: new Set(), expiresAtMs };
      for (const commit of commits) open.commits.add(commit);
      breaks.set(name, open);
      total += commits.length;
    }
  }

  function clear(): void {
    breaks.clear();
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
      const name = nameOf(ticket);
      const open = breaks.get(name) ?? { commits: new Set(), expiresAtMs: ticket.expiresAtMs };
      open.expiresAtMs = Math.max(open.expiresAtMs, ticket.expiresAtMs);
      open.commits.add(commitId);
      breaks.set(name, open);
      total += 1;
      if (total > maxImpressions) closeFirst(name);
      return 'new';
    },
    settle(nowMs) {
      settledUntilMs = Math.max(settledUntilMs, nowMs - marginMs);
      for (const [name, open] of breaks) if (open.expiresAtMs <= settledUntilMs) close(name, open);
      for (const [name, expiresAtMs] of closedEarly) if (expiresAtMs <= settledUntilMs) closedEarly.delete(name);
    },
  };
}
