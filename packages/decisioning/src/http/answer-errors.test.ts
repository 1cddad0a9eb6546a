import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { answerErrors } from './answer-errors.js';

it('tells what broke inside of a request, and of whose session it was nothing', async () => {
  const told: string[] = [];
  const app = Fastify();
  answerErrors(app, (text) => void told.push(text));
  app.get('/v1/sessions/:sessionId', () => Promise.reject(new Error('a bug')));
  expect((await app.inject('/v1/sessions/of-bob?x=1')).statusCode).toBe(500);
  expect((await app.inject('/v1/nowhere')).statusCode).toBe(404);
  expect(told).toEqual(['Cannot answer GET /v1/sessions/:sessionId: a bug']);
});
