import { describe, expect, it } from 'vitest';
import { parseProgramDate } from './program-date.js';

describe('parseProgramDate (RFC 8216bis §4.4.5.1, ISO 8601)', () => {
  it.each([
    '2026-11-22T10:00:30.000Z',
    '2026-11-22T10:00:30Z',
    '2026-11-22T10:00:30',
    '2026-11-22T10:00:30.000',
    '2026-11-22T12:00:30.000+02:00',
    '2026-11-22T12:00:30.000+0200',
    '2026-11-22T05:00:30-0500',
  ])('%s is one and the same time', (text) => {
    expect(parseProgramDate(text)).toBe(1_795_341_630_000);
  });

  it.each([undefined, '', 'soon', '2026-11-22', '30', '2026-13-45T99:00:00Z'])('%s is none', (text) => {
    expect(parseProgramDate(text)).toBeNull();
  });
});
