import { describe, expect, it } from 'vitest';
import { natsConnection, natsName } from './nats-connection.js';

describe('natsConnection', () => {
  it.each([
    ['nats://jetstream:4222', { servers: 'jetstream:4222' }],
    ['nats://[::1]:4222', { servers: '[::1]:4222' }],
    ['nats://node:s%40cret@jetstream', { servers: 'jetstream', user: 'node', pass: 's@cret' }],
    ['nats://node:100%@jetstream', { servers: 'jetstream', user: 'node', pass: '100%' }],
    ['nats://t0ken@jetstream:4222', { servers: 'jetstream:4222', token: 't0ken' }],
    ['tls://jetstream:4222', { servers: 'jetstream:4222', tls: {} }],
    ['nats://', { servers: 'nats://' }],
  ])('tells the client of %s who calls, and where', (url, told) => {
    expect(natsConnection(url)).toEqual(told);
  });
});

describe('natsName', () => {
  it('names the servers without what is secret', () => {
    expect(natsName('tls://node:secret@jetstream:4222')).toBe('tls://jetstream:4222');
    expect(natsName('nats://')).toBe('NATS');
  });
});
