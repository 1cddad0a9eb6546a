import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { expect, it, vi } from 'vitest';
import type { Admission } from '../admission/limiter.js';
import { createEventFold } from '../reports/event-fold.js';
import { SCHEMA_OPTIONS } from '../schema/schema-options.js';
import { reportRoutes } from './report-routes.js';

const NAMES = { campaignOf: () => null, creativeOf: () => null, lineItemNameOf: () => null };

it('gives the place of a report back whose asker left while it waited its turn: decisions had one less, for ever', async () => {
  const done = vi.fn();
  const admitted: ((admission: Admission) => void)[] = [];
  const gone = vi.fn();
  const app = Fastify({ ajv: SCHEMA_OPTIONS });
  app.addHook('onRequest', async (_request, reply) => void reply.raw.once('close', gone));
  reportRoutes(app, {
    ...{ fold: createEventFold(), names: () => NAMES, nowMs: () => 0, isAllowed: () => true },
    admit: () => new Promise((resolve) => void admitted.push(resolve)),
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const asker = get(`http://127.0.0.1:${port}/admin/v1/reports`).on('error', () => undefined);
  await vi.waitFor(() => expect(admitted).toHaveLength(1));
  asker.destroy();
  await vi.waitFor(() => expect(gone).toHaveBeenCalled());
  admitted[0]?.({ type: 'full', done });
  await vi.waitFor(() => expect(done).toHaveBeenCalledOnce());
  await app.close();
});
