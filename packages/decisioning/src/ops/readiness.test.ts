import { describe, expect, it } from 'vitest';
import { createReadiness } from './readiness.js';
import { reportStores } from './store-report.js';

describe('readiness', () => {
  it('is there while everything answers', () => {
    const readiness = createReadiness(
      () => 3,
      () => reportStores({ redis: null, disk: null }),
    );
    expect([readiness.reasons(), readiness.degraded()]).toEqual([[], []]);
  });

  it('is gone while events can be kept nowhere, and back with the disk', () => {
    let disk: string | null = 'it is full';
    const readiness = createReadiness(
      () => 3,
      () => reportStores({ disk }),
    );
    expect(readiness.reasons()).toEqual(['disk: it is full']);
    disk = null;
    expect(readiness.reasons()).toEqual([]);
  });

  it('stays while Redis does not answer, and says what goes on', () => {
    const readiness = createReadiness(
      () => 3,
      () => reportStores({ redis: 'it does not answer', disk: null }),
    );
    expect(readiness.reasons()).toEqual([]);
    expect(readiness.degraded()).toEqual([expect.stringMatching(/^redis: it does not answer; caps count by what/)]);
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
