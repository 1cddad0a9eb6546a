import { describe, it } from 'vitest';
import { failEachCall } from './fail-each-call.js';

describe('with reattach, content returns whichever port call fails', () => {
  it('fails each call in turn', () => failEachCall({ session: { strategy: 'reattach' } }), 120_000);
});
