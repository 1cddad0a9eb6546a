import { connect, type Socket } from 'node:net';
import type { Priority } from '../../packages/decisioning/src/admission/priority.js';

/** One request of an open load, answered or not. */
export interface Sent {
  readonly priority: Priority;
  /** From when it was due: waiting for a connection is waiting, too. Milliseconds. */
  readonly ms: number;
  readonly dueMs: number;
  /** 0: it was not answered. */
  readonly status: number;
  readonly rung: string;
  /** It had no room for a decision of its own. */
  readonly isShed: boolean;
  /** Whether the answer is one that a player can play: JSON with a pod. Each twentieth is read, and those that are not say their rung. */
  readonly isValid: boolean;
  /** How late whoever sends was by himself: a load that is late measures itself. */
  readonly lateMs: number;
}

export interface OpenLoad {
  /** Requests a second. */
  readonly rate: number;
  readonly requests: number;
  /** At most; they stay open between requests, as players' do. */
  readonly connections: number;
  /** So many viewers take turns, and come again for another break. Left out: nobody comes twice. */
  readonly audience?: number;
}

const BREAK_MS = 60_000;
/** Of ten: who waits, whose break comes within a minute, and in ten. */
const MIX: readonly Priority[] = ['P0', 'P0', 'P1', 'P1', 'P1', 'P2', 'P2', 'P2', 'P2', 'P2'];
/** Reading an answer of 30 kB costs as much as asking for it, on a machine that has to answer, too. */
const READ_EACH = 20;
const AHEAD_MS: Readonly<Partial<Record<Priority, number>>> = { P1: 30_000, P2: 600_000 };

let asks = 0;

function requestOf(priority: Priority, audience: number): Buffer {
  asks += 1;
  const viewer = `viewer-${asks % audience}`;
  const breakId = `b${1 + Math.floor(asks / audience)}`;
  const [nowMs, aheadMs] = [Date.now(), AHEAD_MS[priority]];
  const body = JSON.stringify({
    ...{ protocol: 1, sessionId: viewer, breakId, kind: 'linear', startsAt: 0, durationMs: BREAK_MS, upids: [] },
    joins: true, // as the SDK asks
    ...{ budgetMs: 5000, consent: { personalised: true }, identity: { ifa: viewer, ifaType: 'tifa', lmt: false } },
    viewing: { content: { genres: ['sport'] }, geo: { country: 'DE' } },
    ...(aheadMs !== undefined && {
      hint: {
        ...{
          planId: 'p',
          expectedStartMs: nowMs + aheadMs,
          durationMs: BREAK_MS,
          windowStartMs: nowMs,
          windowMs: 1000,
        },
        ...{ expiresAtMs: nowMs + aheadMs + BREAK_MS, names: [], mac: 'none' },
      },
    }),
  });
  return Buffer.from(
    `POST /v1/decisions HTTP/1.1\r\nhost: ads.example\r\ncontent-type: application/json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** Sends at fixed times, whatever is still open, and resolves when all are answered or the server is gone. */
export async function sendOpen(
  port: number,
  { rate, requests, connections, audience = Infinity }: OpenLoad,
): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  const idle: Line[] = [];
  const waiting: Task[] = [];
  let opened = 0; // lines, which stay open
  const startedMs = performance.now();
  return new Promise((resolve) => {
    let due = 0;
    const note = (one: Sent): void => {
      sent.push(one);
      if (sent.length < requests) return;
      clearInterval(timer);
      for (const line of idle) line.end();
      resolve(sent);
    };
    const next = (line: Line): void => {
      const task = waiting.shift();
      if (task === undefined) idle.push(line);
      else line.ask(task);
    };
    const give = (): void => {
      while (waiting.length > 0) {
        const line = idle.pop() ?? (opened < connections ? openLine() : null);
        if (line === null) return;
        line.ask(waiting.shift()!);
      }
    };
    const timer = setInterval(() => {
      const until = Math.min(requests, Math.floor(((performance.now() - startedMs) * rate) / 1000));
      for (; due < until; due += 1) waiting.push(taskOf(MIX[due % MIX.length]!, startedMs + (due * 1000) / rate));
      give();
    }, 2);
    const openLine = (): Line => {
      opened += 1;
      return createLine(port, audience, note, next);
    };
  });
}

interface Task {
  readonly priority: Priority;
  readonly dueMs: number;
  readonly lateMs: number;
}

const taskOf = (priority: Priority, dueMs: number): Task => ({ priority, dueMs, lateMs: performance.now() - dueMs });

interface Line {
  ask(task: Task): void;
  end(): void;
}

function createLine(port: number, audience: number, note: (one: Sent) => void, free: (line: Line) => void): Line {
  const socket: Socket = connect(port, '127.0.0.1');
  let task: Task | null = null;
  let chunks: Buffer[] = [];
  let missing = 0;
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  socket.on('close', () => answered(0, Buffer.alloc(0)));
  socket.on('data', (bytes) => {
    chunks.push(bytes);
    missing = chunks.length === 1 ? missingOf(bytes) : missing - bytes.length;
    if (missing > 0) return;
    const whole = Buffer.concat(chunks);
    chunks = [];
    answered(Number(whole.toString('latin1', 9, 12)), whole);
    free(line);
  });
  function answered(status: number, whole: Buffer): void {
    if (task === null) return;
    const { priority, dueMs, lateMs } = task;
    task = null;
    note({ priority, dueMs, lateMs, ms: performance.now() - dueMs, status, ...read(status, whole) });
  }
  const line: Line = {
    ask(next) {
      task = next;
      socket.write(requestOf(next.priority, audience));
    },
    end: () => socket.destroy(),
  };
  return line;
}

/** Bytes of an answer that are still to come; its head is in its first packet. */
function missingOf(first: Buffer): number {
  const headEnd = first.indexOf('\r\n\r\n') + 4;
  const [, length = '0'] = /\r\ncontent-length: (\d+)/i.exec(first.toString('latin1', 0, headEnd)) ?? [];
  return headEnd + Number(length) - first.length;
}

let answers = 0;

function read(status: number, whole: Buffer): Pick<Sent, 'rung' | 'isShed' | 'isValid'> {
  if (status !== 200) return { rung: 'none', isShed: false, isValid: false };
  const at = whole.indexOf('"rung":"'); // the first: behind it are those that gave way
  const end = whole.toString('latin1', at);
  const [, rung = 'none'] = /^"rung":"(\w+)"/.exec(end) ?? [];
  const isShed = end.includes('"shed"');
  answers += 1;
  if (answers % READ_EACH > 0) return { rung, isShed, isValid: at > 0 };
  const { pod } = JSON.parse(whole.toString('utf8', whole.indexOf('\r\n\r\n') + 4)) as { pod?: { ads?: unknown } };
  return { rung, isShed, isValid: Array.isArray(pod?.ads) };
}
