import { describe, expect, it } from 'vitest';
import { ERRORS, type ErrorName } from './errors.js';
import { vastCodeOf } from './vast-code.js';

describe('vastCodeOf', () => {
  it.each(Object.keys(ERRORS) as ErrorName[])('says of %s what the catalogue says', (name) => {
    expect(vastCodeOf(name)).toBe(ERRORS[name].vast);
  });
});
