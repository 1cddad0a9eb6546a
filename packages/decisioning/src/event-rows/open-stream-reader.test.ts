import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openStreamReader } from './open-stream-reader.js';

/** A stream that says what it has. What it sends is up to the test. */
const server = vi.hoisted(() => ({ has: 0, sends: [] as { seq: number; pending: number }[] }));
vi.mock('@nats-io/transport-node', () => ({ connect: async () => ({ close: async () => undefined }) }));
vi.mock('@nats-io/jetstream', () => ({
  jetstreamManager: async () => ({
    streams: {
      info: async () => ({ created: 'monday', state: { first_seq: 1, last_seq: server.has } }),
      getMessage: async () => ({}),
    },
  }),
  jetstream: () => ({
    consumers: { get: async () => ({ fetch: async () => server.sends.map(asMessage), delete: async () => true }) },
  }),
}));
const asMessage = ({ seq, pending }: { seq: number; pending: number }) => ({
  ...{ seq, info: { pending }, string: () => `record ${seq}` },
});

beforeEach(() => void Object.assign(server, { has: 3, sends: [] }));
const open = (more: object = {}) => openStreamReader({ nats: 'nats://n1', ...more });

describe('openStreamReader', () => {
  it('reads what a stream sends of what it has, and goes on behind it', async () => {
    server.sends = [{ seq: 1, pending: 2 }];
    expect(await (await open()).read(0, 10)).toMatchObject({ records: [{ offset: 1, text: 'record 1' }], next: 2 });
  });

  it('does not take a stream for read to its end that has records and sends none of them in time', async () => {
    await expect((await open()).read(2, 10)).rejects.toThrow(
      'Cannot read events from 2: the stream has them up to 3 and sent none within 2000 ms, expected some',
    );
  });

  it('says so, and is asked again, where whoever reads waits for more', async () => {
    const away: string[] = [];
    const reader = await open({ onAway: (why: string) => away.push(why) });
    expect(await reader.read(2, 10)).toEqual({ records: [], next: 2, missed: null });
    expect(away).toEqual([expect.stringContaining('sent none within 2000 ms')]);
    server.sends = [{ seq: 2, pending: 1 }];
    expect((await reader.read(2, 10)).next).toBe(3);
  });
});
