import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { answerErrors, refuseAddress } from './answer-errors.js';

it('tells what broke inside of a request, and of whose session it was nothing', async () => {
  const told: string[] = [];
  const app = Fastify();
  answerErrors(app, (text) => void told.push(text));
  app.get('/v1/sessions/:sessionId', () => Promise.reject(new Error('a bug')));
  expect((await app.inject('/v1/sessions/of-bob?x=1')).statusCode).toBe(500);
  expect((await app.inject('/v1/nowhere')).statusCode).toBe(404);
  expect(told).toEqual(['Cannot answer GET /v1/sessions/:sessionId: a bug']);
});

it('refuses what cannot be read in the common shape, and says what was expected', async () => {
  const app = Fastify({ frameworkErrors: refuseAddress, bodyLimit: 10 });
  answerErrors(app);
  app.route({ method: ['GET', 'POST'], url: '/v1/sessions/:sessionId', handler: () => ({}) });
  const [path, body] = ['/v1/sessions/%zz', JSON.stringify({ a: 'longer' })];
  const undecodable = await app.inject(path);
  expect(undecodable.json()).toEqual({
    statusCode: 400,
    error: `Cannot answer GET ${path}: its address cannot be read, expected percent-encoded UTF-8`,
    field: null,
  });
  expect(undecodable.headers['access-control-allow-origin']).toBe('*'); // a page is to read what was wrong
  const tooLong = await app.inject(`/v1/sessions/${'s'.repeat(5000)}`);
  expect([tooLong.statusCode, tooLong.body.length < 400]).toEqual([414, true]);
  const headers = { 'content-type': 'application/json' };
  const tooMuch = await app.inject({ method: 'POST', url: '/v1/sessions/s', body, headers });
  expect([tooMuch.statusCode, tooMuch.json<{ error: string }>().error]).toEqual([
    413,
    'Cannot read POST /v1/sessions/s: its body is longer, expected 10 bytes at most',
  ]);
});
