import { describe, expect, it } from 'vitest';
import { reportStores } from './store-report.js';

const wrong = (sight: Parameters<typeof reportStores>[0]) =>
  reportStores(sight).flatMap(({ store, fault, goesOn }) => (fault === null ? [] : [[store, goesOn !== null]]));

describe('reportStores', () => {
  it('names what is configured, and nothing else', () => {
    expect(reportStores({ disk: null }).map(({ store }) => store)).toEqual(['disk']);
    expect(reportStores({ redis: null, nats: null, disk: null })).toMatchObject([
      { store: 'redis', fault: null },
      { store: 'nats', fault: null },
      { store: 'disk', fault: null },
    ]);
  });

  it('goes on without Redis, and says how', () => {
    expect(reportStores({ redis: 'it does not answer', disk: null })[0]).toEqual({
      ...{ store: 'redis', fault: 'it does not answer' },
      goesOn: 'caps count by what this node knows, one exposure of each more at most; budgets end with what was lent',
    });
  });

  it('goes on as long as JetStream or the disk takes events', () => {
    expect(wrong({ nats: 'away', disk: null })).toEqual([['nats', true]]);
    expect(wrong({ nats: null, disk: 'full' })).toEqual([['disk', true]]);
    expect(wrong({ nats: 'away', disk: 'full' })).toEqual([
      ['nats', false],
      ['disk', false],
    ]);
    expect(wrong({ disk: 'full' })).toEqual([['disk', false]]);
  });
});
