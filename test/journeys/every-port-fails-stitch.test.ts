import { describe, it } from 'vitest';
import { failEachCall } from './fail-each-call.js';

describe('with stitch, content returns whichever port call fails', () => {
  it('fails each call in turn', () => failEachCall({ session: { strategy: 'stitch' } }), 120_000);
});
