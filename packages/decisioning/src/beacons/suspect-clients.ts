import { AGENT_CLASSES, textHash, type AgentClass } from './client-class.js';
import type { ReadTicket } from './pod-ticket.js';
import { RecentMap } from './recent-map.js';

/** Who called. null: not known. */
export interface Caller {
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly agentClass: AgentClass;
  readonly networkClass: number;
}

/** What is odd about who calls. */
export type ClientSuspicion = 'robot-agent' | 'agent-drift' | 'network-drift' | 'pods-per-device' | 'repeats';

export interface SuspicionLimits {
  /** Pods that one device (address and agent) may beacon for in one break. A household behind one address has some. Default 8; more where a carrier has many households behind one. */
  readonly podsPerDevice: number;
  /** Share of calls of one client that may be repeats, from 20 calls on. Default 0.5. */
  readonly repeatShare: number;
  /** Devices and clients remembered. Default 100,000 each. */
  readonly memory: number;
}

const FROM_CALLS = 20;

/** What is odd about who calls. Remembers devices and clients, as many as `memory`. */
export interface SuspectClients {
  judge(caller: Caller, ticket: ReadTicket): readonly ClientSuspicion[];
  /** A call of one client; true where too many of its calls are repeats. */
  repeats(client: string, isRepeat: boolean): boolean;
}

export function createSuspectClients(limits: Partial<SuspicionLimits> = {}): SuspectClients {
  const { podsPerDevice = 8, repeatShare = 0.5, memory = 100_000 } = limits;
  const devices = new RecentMap<readonly string[]>(memory);
  const clients = new RecentMap<{ calls: number; repeats: number }>(memory);

  function hasTooManyPods({ address, userAgent }: Caller, { eventId, breakId, podId }: ReadTicket): boolean {
    if (address === null) return false;
    const device = `${address} ${textHash(userAgent ?? '')} ${eventId} ${breakId}`;
    const pods = devices.get(device) ?? [];
    if (pods.includes(podId)) return false;
    if (pods.length >= podsPerDevice) return true;
    devices.set(device, [...pods, podId]);
    return false;
  }

  return {
    judge(caller, ticket) {
      const { agentClass, networkClass } = caller;
      const found: ClientSuspicion[] = [];
      if (agentClass === AGENT_CLASSES.robot) found.push('robot-agent');
      if (differ(ticket.agentClass, agentClass)) found.push('agent-drift');
      if (differ(ticket.networkClass, networkClass)) found.push('network-drift');
      if (hasTooManyPods(caller, ticket)) found.push('pods-per-device');
      return found;
    },
    repeats(client, isRepeat) {
      const known = clients.get(client);
      const seen = known ?? { calls: 0, repeats: 0 };
      seen.calls += 1;
      seen.repeats += isRepeat ? 1 : 0;
      if (known === undefined) clients.set(client, seen);
      return seen.calls >= FROM_CALLS && seen.repeats / seen.calls > repeatShare;
    },
  };
}

/** 0 is not known, and differs from nothing. */
const differ = (before: number, now: number): boolean => before !== 0 && now !== 0 && before !== now;
