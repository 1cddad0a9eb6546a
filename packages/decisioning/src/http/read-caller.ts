import type { IncomingHttpHeaders } from 'node:http';
import { agentClassOf, networkClassOf } from '../beacons/client-class.js';
import type { Caller } from '../beacons/suspect-clients.js';

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
    agentClass: agentClassOf(userAgent),
    networkClass: networkClassOf(address),
  };
}

const one = (value: string | string[] | undefined): string | null => (typeof value === 'string' ? value : null);
