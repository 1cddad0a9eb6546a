import type { IncomingHttpHeaders } from 'node:http';
import { agentClassOf, networkClassOf, type AgentClass } from '../beacons/client-class.js';
import { RecentMap } from '../beacons/recent-map.js';
import type { Caller } from '../beacons/suspect-clients.js';

const agents = new RecentMap<AgentClass>(2000);
const networks = new RecentMap<number>(20_000);

/**
 * Who called. A server that calls for a viewer (OpenRTB 2.6 §7.8) says who the viewer is: X-Device-IP and X-Device-User-Agent, believed
 * only from a server, whose own agent says nothing.
 */
export function readCaller(headers: IncomingHttpHeaders, ip: string | null, isServer: boolean): Caller {
  const address = isServer ? one(headers['x-device-ip']) : ip;
  const userAgent = isServer ? one(headers['x-device-user-agent']) : one(headers['user-agent']);
  return {
    address,
    userAgent,
    agentClass: remembered(agents, userAgent ?? '', agentClassOf),
    networkClass: remembered(networks, address ?? '', networkClassOf),
  };
}

const one = (value: string | string[] | undefined): string | null => (typeof value === 'string' ? value : null);

/** Both depend on their argument alone, so whoever remembers them changes nothing. */
function remembered<V extends number>(memory: RecentMap<V>, key: string, make: (key: string) => V): V {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make(key);
  memory.set(key, made);
  return made;
}
