import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { opsRoutes } from './ops-routes.js';

it('tells a monitor its health by HEAD too, which many ask by (RFC 9110 §9.3.2)', async () => {
  let reasons: readonly string[] = [];
  const app = Fastify({ exposeHeadRoutes: false });
  opsRoutes(app, {
    shelf: { current: () => ({ lineItems: [] }) as never },
    metrics: {} as never,
    readiness: { reasons: () => reasons, degraded: () => [], leave: () => undefined },
  });
  const statusOf = async (url: string) => (await app.inject({ method: 'HEAD', url })).statusCode;
  for (const url of ['/health', '/health/live', '/health/ready'])
    expect([url, await statusOf(url)]).toEqual([url, 200]);
  reasons = ['the service is closing'];
  expect(await statusOf('/health/ready')).toBe(503);
});
