import type { ConnectionOptions } from '@nats-io/transport-node';

/**
 * What the NATS client is to be told for a URL: of a text it takes host and port alone. `nats://user:password@host`, `nats://token@host`;
 * `tls://` never talks to a server without TLS, which the client would.
 */
export function natsConnection(url: string): ConnectionOptions {
  const { protocol, host, username, password } = partsOf(url);
  if (host === '') return { servers: url };
  const [name, secret] = [username, password].map(decoded);
  return {
    servers: host,
    ...(password !== '' && { user: name, pass: secret }),
    ...(password === '' && username !== '' && { token: name }),
    ...(protocol === 'tls:' && { tls: {} }),
  };
}

/** The same URL for everybody to read. */
export function natsName(url: string): string {
  const { protocol, host } = partsOf(url);
  return host === '' ? 'NATS' : `${protocol}//${host}`;
}

function partsOf(url: string): Pick<URL, 'protocol' | 'host' | 'username' | 'password'> {
  return URL.canParse(url) ? new URL(url) : { protocol: '', host: '', username: '', password: '' };
}

/** A sign that is written as it is may look like an escape that is none. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
