import { describe, expect, it } from 'vitest';
import { readKeys, readTokens } from './read-secrets.js';

describe('secrets on the command line', () => {
  it('are pairs, in their order', () => {
    expect(readKeys('k2=second-secret=,k1=first')).toEqual([
      { id: 'k2', secret: 'second-secret=' },
      { id: 'k1', secret: 'first' },
    ]);
    expect(readTokens('ann=one, bob=two')).toEqual({ ann: 'one', bob: 'two' });
  });

  it.each(['', 'ann', 'ann=', '=secret', 'ann=one,,'])('are refused in %j without being said again', (text) => {
    expect(() => readTokens(text)).toThrow(/^entry \d is no pair, expected one like name=secret$/);
  });

  it('are refused where two have one name: only one of them would count', () => {
    const sentence = 'entry 3 has the name of an earlier one, expected a name of its own for each';
    expect(() => readKeys('k1=new,k2=other,k1=old')).toThrow(sentence);
    expect(() => readTokens('ann=old,bob=two,ann=new')).toThrow(sentence);
  });
});
