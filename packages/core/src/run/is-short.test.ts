import { expect, it } from 'vitest';
import type { PlayerState } from '../state.js';
import { aState } from '../turn.builder.js';
import { isShort } from './is-short.js';

const NOW = 1_000_000;

it.each<[string, Partial<PlayerState>, boolean]>([
  ['content with enough ahead is not', { playState: 'playing', bufferMs: 8000, movedAtMs: NOW }, false],
  ['content with little ahead is', { playState: 'playing', bufferMs: 900, movedAtMs: NOW }, true],
  ['a stream of low latency with most of what it can have is not', { bufferMs: 1500, latencyMs: 2400 }, false],
  ['a stream of low latency with less than half of that is', { bufferMs: 900, latencyMs: 2400 }, true],
  ['content that stands still and waits is', { playState: 'waiting', bufferMs: null, movedAtMs: NOW - 900 }, true],
  ['content that moves on is not, whatever its player says', { playState: 'waiting', movedAtMs: NOW }, false],
  ['content at its end is not: its last beacons leave', { playState: 'ended', bufferMs: 0, movedAtMs: NOW }, false],
])('short of data: %s', (_, player, short) => {
  expect(isShort({ ...aState(player), nowMs: NOW })).toBe(short);
});
