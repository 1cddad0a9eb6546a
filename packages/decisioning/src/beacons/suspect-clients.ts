import { AGENT_CLASSES, textHash, type AgentClass } from './client-class.js';
import { createCrowdedTokens } from './crowded-tokens.js';
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
export type ClientSuspicion =
  'robot-agent' | 'agent-drift' | 'network-drift' | 'pods-per-device' | 'clients-per-address' | 'repeats';

export interface SuspicionLimits {
  /** Pods that one device (address and agent) may beacon for in one break. A household behind one address has some. Default 8; more where a carrier has many households behind one. */
  readonly podsPerDevice: number;
  /** Clients that one address may have of one token that many share. Default 1000: homes have some, and a carrier's address has hundreds of homes. */
  readonly clientsPerAddress: number;
  /** Share of calls of one client that may be repeats, from 20 calls on. Default 0.5. */
  readonly repeatShare: number;
  /** Devices and clients remembered. Default 100,000 each. */
  readonly memory: number;
}

const FROM_CALLS = 20;

/** What is odd about who calls. Remembers devices and clients, as many as `memory`. */
export interface SuspectClients {
  judge(caller: Caller, ticket: ReadTicket, client: string): readonly ClientSuspicion[];
  /** A call of one client; true where too many of its calls are repeats. */
  repeats(client: string, isRepeat: boolean): boolean;
}

export function createSuspectClients(limits: Partial<SuspicionLimits> = {}): SuspectClients {
  const { podsPerDevice = 8, clientsPerAddress = 1000, repeatShare = 0.5, memory = 100_000 } = limits;
  const devices = new RecentMap<readonly string[]>(memory);
  const crowded = createCrowdedTokens(clientsPerAddress);
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
    judge(caller, ticket, client) {
      const { address, agentClass, networkClass } = caller;
      const found: ClientSuspicion[] = [];
      if (agentClass === AGENT_CLASSES.robot) found.push('robot-agent');
      if (isOtherDevice(ticket.agentClass, agentClass)) found.push('agent-drift');
      if (differ(ticket.networkClass, networkClass)) found.push('network-drift');
      if (hasTooManyPods(caller, ticket)) found.push('pods-per-device');
      const isShared = ticket.cohort !== null && address !== null;
      if (isShared && crowded.hasTooMany(address, ticket.podId, client)) found.push('clients-per-address');
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

const { tv, phone, tablet, desktop } = AGENT_CLASSES;
const DEVICES: readonly number[] = [tv, phone, tablet, desktop];

/**
 * Whether one kind of device asked and another calls. An HTTP stack that names no device may be of any, and a server that asks for a
 * viewer names itself: what honest sets show would not be billed.
 */
const isOtherDevice = (asked: number, calls: number): boolean =>
  asked !== calls && DEVICES.includes(asked) && DEVICES.includes(calls);

/** 0 is not known, and differs from nothing. */
const differ = (before: number, now: number): boolean => before !== 0 && now !== 0 && before !== now;
