import { Writable } from 'node:stream';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { LOGGER } from './logger.js';

it('logs no session, no device, no address and no query', async () => {
  const lines: string[] = [];
  const stream = new Writable({ write: (chunk, _encoding, done) => (lines.push(String(chunk)), done()) });
  const app = Fastify({ logger: { ...LOGGER, stream } });
  app.get('/v1/sessions/:session', () => {
    throw new Error('Cannot reach https://dsp.example/bid?ifa=device-9');
  });
  await app.inject({ url: '/v1/sessions/session-7?ifa=device-8', remoteAddress: '203.0.113.9' });
  await app.close();
  const text = lines.join('');
  expect(text).toContain('"route":"/v1/sessions/:session"');
  expect(text).toContain('https://dsp.example/…');
  expect(text).not.toMatch(/session-7|device-8|device-9|203\.0\.113\.9/);
});
