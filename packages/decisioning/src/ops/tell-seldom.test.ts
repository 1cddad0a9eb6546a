import { expect, it } from 'vitest';
import { tellSeldom } from './tell-seldom.js';

it('tells the same sentence again only after a while, and another one at once', () => {
  const told: string[] = [];
  let atMs = 0;
  const tell = tellSeldom((text) => told.push(text), { nowMs: () => atMs, everyMs: 1000 });
  for (atMs = 0; atMs < 2000; atMs += 100) tell('Redis is away');
  tell('the disk is full');
  expect(told).toEqual(['Redis is away', 'Redis is away', 'the disk is full']);
});
