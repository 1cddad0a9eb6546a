import { describe, expect, it } from 'vitest';
import { aPlan } from '../live/a-plan.builder.js';
import { hintOf } from '../live/sign-hint.js';
import { compileCheck } from '../schema/compile-check.js';
import { HINT_SCHEMA } from './viewing-schema.js';

describe('HINT_SCHEMA: what the service gave out it takes back', () => {
  const wrongIn = async (names: readonly string[]) => (await compileCheck(HINT_SCHEMA))(hintOf(aPlan({ names }), 's'));

  it('of a break with the longest UPID there is: 255 bytes, as hex (SCTE 35 §10.3.3)', async () => {
    expect(await wrongIn(['7', 'ab'.repeat(255)])).toBeNull();
  });

  it('of a break with more names than anybody looks for it by', async () => {
    expect(await wrongIn(Array.from({ length: 300 }, (_none, n) => `name-${n}`))).toBeNull();
  });
});
