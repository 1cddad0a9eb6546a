import { PRIORITIES, type Priority } from './priority.js';

/** The time and the loop, as far as a queue needs them. */
export interface TurnClock {
  nowMs(): number;
  /** Runs it when what the loop has in hand is done. */
  afterTurn(run: () => void): void;
}

/** What waits for its turn of the event loop. */
export interface TurnQueue {
  /**
   * Runs it at once, if this turn of the loop has run nothing yet, else in one of the next: the more important first, and who came first
   * among equals. `isInTime` is false where it waited longer than it may.
   *
   * @returns false: it would wait too long, and is not run at all.
   */
  enter(priority: Priority, mayWaitMs: number, run: (isInTime: boolean) => void): boolean;
  /** How long this turn has been at work since it was first asked, in milliseconds: whoever is run in it now has waited for that long. */
  spentMs(): number;
  /** A connection was accepted: there may be more of them, and each costs a turn. */
  connected(): void;
  waiting(): number;
}

interface Waiting {
  readonly sinceMs: number;
  readonly mayWaitMs: number;
  readonly run: (isInTime: boolean) => void;
}

/** Of what was measured last, so much goes into what is expected next. */
const NEWS = 1 / 8;
/** Before any turn was measured. */
const FIRST_TURN_MS = 1;
/**
 * For each so many milliseconds that a turn takes one piece is done in it: where it is long by what is turned away, or by anything else, a
 * third of the time is still for pieces.
 */
const PIECE_EACH_MS = 3;
/** While connections keep coming so many turns in a row take in nothing else: they cost a fraction of a piece of work. */
const MOST_FOR_CONNECTIONS = 8;

/**
 * One piece of work in each turn of the event loop, and more where turns are long. Between two turns' pieces the loop takes in what has
 * come: connections (libuv accepts one in a turn, however many wait), requests that are more important, and those that are to be told at
 * once that there is no room. A loop that works off all that it finds keeps the crowd waiting at the door, where nobody sees it.
 */
export function createTurnQueue({ nowMs, afterTurn }: TurnClock): TurnQueue {
  const lanes = PRIORITIES.map((priority) => ({ priority, line: [] as Waiting[] }));
  let isTaken = false;
  let turnMs = FIRST_TURN_MS;
  let hasConnected = false;
  let forConnections = 0;
  let takenAtMs = 0;

  const piecesATurn = (): number => Math.max(1, Math.floor(turnMs / PIECE_EACH_MS));
  const waiting = (): number => lanes.reduce((sum, { line }) => sum + line.length, 0);
  const next = (): Waiting | undefined => lanes.find(({ line }) => line.length > 0)?.line.shift();

  function take(): void {
    isTaken = true;
    takenAtMs = nowMs();
    afterTurn(endTurn);
  }

  function endTurn(): void {
    if (hasConnected && waiting() > 0 && forConnections < MOST_FOR_CONNECTIONS) {
      hasConnected = false;
      forConnections += 1;
      return afterTurn(endTurn);
    }
    hasConnected = false;
    forConnections = 0;
    isTaken = false;
    const atMs = nowMs();
    // Also where nobody waits: a turn that was long once must not keep everybody out who could tell that it is short again. And a single
    // long one is a pause of the garbage collector more often than a load: many of them in a row are believed.
    turnMs += (Math.min(atMs - takenAtMs, 2 * turnMs + FIRST_TURN_MS) - turnMs) * NEWS;
    let left = piecesATurn();
    for (let one = next(); one !== undefined; one = left > 0 ? next() : undefined) {
      const isInTime = atMs - one.sinceMs <= one.mayWaitMs;
      if (isInTime && !isTaken) take();
      one.run(isInTime);
      if (isInTime) left -= 1;
    }
  }

  return {
    waiting,
    spentMs() {
      if (isTaken) return nowMs() - takenAtMs;
      take();
      return 0;
    },
    connected: () => void (hasConnected = true),
    enter(priority, mayWaitMs, run) {
      const isFree = !isTaken && waiting() === 0;
      if (isFree) {
        take();
        run(true);
        return true;
      }
      const place = lanes.findIndex((lane) => lane.priority === priority);
      const ahead = lanes.slice(0, place + 1).reduce((sum, { line }) => sum + line.length, 0);
      if (Math.ceil((ahead + 1) / piecesATurn()) * turnMs > mayWaitMs) return false;
      lanes[place]?.line.push({ sinceMs: nowMs(), mayWaitMs, run });
      return true;
    },
  };
}
