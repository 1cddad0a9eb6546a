import type { DecisionReply } from '../../packages/model/src/decision.js';
import { BREAK_MS } from './terms.js';
import type { Truth, Viewer } from './truth.js';

export type Nodes = readonly { url: string }[];

export interface Told {
  decisions: number;
  /** By rung, and why it was not a higher one. */
  readonly rungs: Record<string, number>;
  /** Answers with 5xx: of decisions there must be none. */
  serverErrors: number;
  /** A node did not answer and the other one was asked, as a player does. */
  askedOther: number;
  acknowledged: number;
  toldTwice: number;
}

const TV = 'Mozilla/5.0 (SMART-TV; Linux; Tizen 6.5) AppleWebKit/537.36 (KHTML, like Gecko) TV Safari/537.36';
const PATIENCE_MS = 6_000;
const TRIES = 60;

/** One viewer's break: a pod is asked for, and each of its ads is shown and told, again and again until it is acknowledged. */
export async function watchBreak(
  { viewer, breakId, home }: { readonly viewer: Viewer; readonly breakId: string; readonly home: number },
  { nodes, truth, told }: { readonly nodes: Nodes; readonly truth: Truth; readonly told: Told },
): Promise<DecisionReply> {
  const asked = {
    ...{ protocol: 1, sessionId: viewer.device, breakId, kind: 'linear', startsAt: 0, durationMs: BREAK_MS, upids: [] },
    ...{ budgetMs: 5_000, identity: { ifa: viewer.device, ifaType: 'tifa', lmt: false } },
    ...{ consent: { personalised: true }, viewing: { household: viewer.household } },
  };
  const body = JSON.stringify(asked);
  const answer = await send(home, (url) => [`${url}/v1/decisions`, { method: 'POST', body, headers: JSON_HEADERS }]);
  const reply = (await answer.json()) as DecisionReply;
  told.decisions += 1;
  const rung = [reply.rung, reply.reason].filter((part) => part !== undefined).join(': ');
  told.rungs[rung] = (told.rungs[rung] ?? 0) + 1;
  for (const ad of reply.pod.ads) {
    truth.show(viewer, breakId, ad.adId);
    const url = ad.trackers.find(({ event }) => event === 'impression')?.url ?? '';
    await tell(new URL(url));
    if (told.acknowledged % 5 !== 0) continue;
    told.toldTwice += 1;
    await tell(new URL(url), 1);
  }
  return reply;

  async function tell({ pathname, search }: URL, shift = 0): Promise<void> {
    const answered = await send(home + shift, (url) => [
      `${url}${pathname}${search}`,
      { headers: { 'user-agent': TV } },
    ]);
    if (answered.status !== 204) throw new Error(`Cannot measure: a beacon got ${answered.status}, expected 204`);
    if (shift === 0) told.acknowledged += 1;
  }

  /** Home first, then in turns. */
  async function send(first: number, make: (url: string) => [string, RequestInit]): Promise<Response> {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const url = nodes[(first + attempt) % nodes.length]?.url ?? '';
      try {
        const answered = await fetch(...withPatience(make(url)));
        if (answered.status < 500) return answered;
        told.serverErrors += 1;
        await answered.arrayBuffer();
      } catch {
        told.askedOther += 1;
      }
      if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('Cannot measure: nobody answers, expected one of two nodes to');
  }
}

const JSON_HEADERS = { 'content-type': 'application/json', 'user-agent': TV };
const withPatience = ([url, init]: [string, RequestInit]): [string, RequestInit] => [
  url,
  { ...init, signal: AbortSignal.timeout(PATIENCE_MS) },
];
