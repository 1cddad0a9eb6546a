import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';

/**
 * Addresses and networks of the proxies in front: `10.0.0.0/8`, or `loopback`, `linklocal`, `uniquelocal`. False: none, true: any. A number
 * of them proves nothing: whoever reaches the node directly could write as many.
 */
export type TrustProxy = boolean | readonly string[];

/** From where a request came, and by which address it reached us: the beacons of its pod must come back the same way. */
export interface CallerAddress {
  readonly ip: string | null;
  /** null: it says no host. */
  readonly baseUrl: string | null;
}

export type AddressOf = (request: IncomingMessage) => CallerAddress;

/** Reads it as the framework does, for what is answered ahead of it: what a proxy says counts if that proxy is believed. */
export function readAddresses(trustProxy: TrustProxy): AddressOf {
  if (trustProxy === false || (typeof trustProxy === 'object' && trustProxy.length === 0))
    return ({ socket, headers: { host } }) => ({ ip: socket.remoteAddress ?? null, baseUrl: urlOf('http', host) });
  const isTrusted = trustProxy === true ? () => true : proxyAddr.compile([...trustProxy]);
  return (request) => {
    const { socket, headers } = request;
    const peer = socket.remoteAddress;
    if (peer === undefined) return { ip: null, baseUrl: urlOf('http', headers.host) };
    const said = (name: 'x-forwarded-host' | 'x-forwarded-proto'): string | undefined =>
      isTrusted(peer, 0) ? lastOf(headers[name]) : undefined;
    const host = said('x-forwarded-host') ?? headers.host;
    return { ip: proxyAddr(request, isTrusted), baseUrl: urlOf(said('x-forwarded-proto') ?? 'http', host) };
  };
}

const urlOf = (scheme: string, host: string | undefined): string | null => (host ? `${scheme}://${host}` : null);

/** Each proxy adds its own behind those before. */
function lastOf(value: string | string[] | undefined): string | undefined {
  const last = (typeof value === 'object' ? value.join(',') : value)?.split(',').pop()?.trim();
  return last === '' ? undefined : last;
}
