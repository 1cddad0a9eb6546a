import { describe, expect, it } from 'vitest';
import type { Expression } from '../catalogue/catalogue.js';
import { maySee } from './may-see.js';

const on = (...channels: readonly string[]): Expression => ({ dimension: 'content.channel', in: channels });
const german: Expression = { dimension: 'geo.country', in: ['de'] };

describe('maySee', () => {
  it('is true of every channel where none is asked for', () => {
    expect(maySee(null, 'one')).toBe(true);
    expect(maySee({ all: [german, { not: german }] }, 'one')).toBe(true); // who they are is not asked here
  });

  it('knows the channels that are asked for, in any case of letters', () => {
    expect(['one', 'two'].map((channel) => maySee({ all: [german, on(' ONE')] }, channel))).toEqual([true, false]);
    expect(['one', 'two'].map((channel) => maySee({ any: [on('one'), on('two')] }, channel))).toEqual([true, true]);
  });

  it('knows those that are left out', () => {
    expect(['one', 'two'].map((channel) => maySee({ not: on('one') }, channel))).toEqual([false, true]);
    expect(maySee({ not: { all: [on('one'), german] } }, 'one')).toBe(true); // others than Germans see it there
  });

  it('leaves open what depends on the viewer', () => {
    expect(maySee({ any: [on('one'), german] }, 'two')).toBe(true);
  });
});
