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
  readonly reason: string | null;
  /** Whether the answer is one that a player can play: JSON with a pod. */
  readonly isValid: boolean;
}

export interface OpenLoad {
  /** Requests a second. */
  readonly rate: number;
  readonly requests: number;
  /** At most; they stay open between requests, as players' do. */
  readonly connections: number;
}

const BREAK_MS = 60_000;
/** Of ten: who waits, whose break comes within a minute, and in ten. */
const MIX: readonly Priority[] = ['P0', 'P0', 'P1', 'P1', 'P1', 'P2', 'P2', 'P2', 'P2', 'P2'];
const AHEAD_MS: Readonly<Partial<Record<Priority, number>>> = { P1: 30_000, P2: 600_000 };

let viewers = 0;

function requestOf(priority: Priority): Buffer {
  const viewer = `viewer-${(viewers += 1)}`;
  const [nowMs, aheadMs] = [Date.now(), AHEAD_MS[priority]];
  const body = JSON.stringify({
    ...{ protocol: 1, sessionId: viewer, breakId: 'b1', kind: 'linear', startsAt: 0, durationMs: BREAK_MS, upids: [] },
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
export async function sendOpen(port: number, { rate, requests, connections }: OpenLoad): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  const idle: Line[] = [];
  const waiting: { priority: Priority; dueMs: number }[] = [];
  let opened = 0;
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
        const line = idle.pop() ?? (opened < connections ? openLine(port, note, next) : null);
        if (line === null) return;
        opened = Math.max(opened, line.number);
        line.ask(waiting.shift()!);
      }
    };
    const timer = setInterval(() => {
      const until = Math.min(requests, Math.floor(((performance.now() - startedMs) * rate) / 1000));
      for (; due < until; due += 1)
        waiting.push({ priority: MIX[due % MIX.length]!, dueMs: startedMs + (due * 1000) / rate });
      give();
    }, 2);
    let lines = 0;
    function openLine(...[to, told, free]: Parameters<typeof createLine>): Line {
      lines += 1;
      return { ...createLine(to, told, free), number: lines };
    }
  });
}

interface Line {
  readonly number: number;
  ask(task: { readonly priority: Priority; readonly dueMs: number }): void;
  end(): void;
}

function createLine(port: number, note: (one: Sent) => void, free: (line: Line) => void): Omit<Line, 'number'> {
  const socket: Socket = connect(port, '127.0.0.1');
  let task: { priority: Priority; dueMs: number } | null = null;
  let text = '';
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  socket.on('close', () => answered(0, ''));
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1');
    const headEnd = text.indexOf('\r\n\r\n') + 4;
    if (headEnd < 4) return;
    const end = headEnd + Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
    if (text.length < end) return;
    const [status, body] = [Number(text.slice(9, 12)), text.slice(headEnd, end)];
    text = '';
    answered(status, body);
    free(line as Line);
  });
  function answered(status: number, body: string): void {
    if (task === null) return;
    const { priority, dueMs } = task;
    task = null;
    note({ priority, dueMs, ms: performance.now() - dueMs, status, ...read(status, body) });
  }
  const line: Omit<Line, 'number'> = {
    ask(next) {
      task = next;
      socket.write(requestOf(next.priority));
    },
    end: () => socket.destroy(),
  };
  return line;
}

function read(status: number, body: string): Pick<Sent, 'rung' | 'reason' | 'isValid'> {
  if (status !== 200) return { rung: 'none', reason: null, isValid: false };
  const {
    rung = 'none',
    reason = null,
    pod,
  } = JSON.parse(body) as { rung?: string; reason?: string; pod?: { ads?: unknown } };
  return { rung, reason, isValid: Array.isArray(pod?.ads) };
}
