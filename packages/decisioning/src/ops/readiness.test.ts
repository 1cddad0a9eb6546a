import { describe, expect, it } from 'vitest';
import { createReadiness } from './readiness.js';

describe('readiness', () => {
  it('is there while everything answers', () => {
    expect(createReadiness(() => 3, { 'event log': () => null }).reasons()).toEqual([]);
  });

  it('is gone while a store does not answer, and back with it', () => {
    let fault: string | null = 'the disk is full';
    const readiness = createReadiness(() => 3, { 'event log': () => fault });
    expect(readiness.reasons()).toEqual(['event log: the disk is full']);
    fault = null;
    expect(readiness.reasons()).toEqual([]);
  });

  it('is gone while the event loop is very late', () => {
    expect(createReadiness(() => 400).reasons()).toEqual(['the event loop is 400 ms late, expected 250']);
  });

  it('is gone for good when the service is told to close', () => {
    const readiness = createReadiness(() => 3);
    readiness.leave();
    expect(readiness.reasons()).toEqual(['the service is closing']);
  });
});
