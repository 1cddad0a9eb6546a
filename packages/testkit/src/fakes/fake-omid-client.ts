import { createFakeOmidService, type FakeOmidService } from './fake-omid-service.js';
import { createFakeOmidClasses, type FakeOmidClasses } from './fake-omid-classes.js';

/** A stand-in for the published Open Measurement session client, and the service behind it. */
export interface FakeOmidClient {
  /** For `omidPort({ sessionClient })`. */
  readonly sessionClient: FakeOmidClasses;
  /** What it says to its service; one that is missing hears nothing. */
  readonly service: FakeOmidService;
}

/**
 * Written from the client's documented interface (Apache-2.0, OMID 1.3 and later), not its code: the package itself is not to be had
 * from the npm registry. It refuses what client 1.3.17 refuses, and like that one it names no session to the service: the next ad may
 * speak when the ad before it has finished. `node bench/run.mjs omid` runs the same calls with a published client.
 * @param options `service`: `answers` starts a session at once, `hangs` waits for `startSessions`, `missing` supports nothing.
 */
export function createFakeOmidClient(
  options: { readonly service?: 'answers' | 'hangs' | 'missing' } = {},
): FakeOmidClient {
  const { service = 'answers' } = options;
  const behind = createFakeOmidService({ answers: service === 'answers' });
  return { sessionClient: createFakeOmidClasses(service === 'missing' ? null : behind), service: behind };
}
