import type { OmidCommand, OmidPortFact, OmidResource } from '@cutaway/tracking/omid';
import type { OmidPort } from './omid-port.js';
import type { OmidPortOptions } from './omid-client/api.js';
import { openClientSession } from './omid-client/client-session.js';
import { isScriptUrl } from './omid-client/is-script-url.js';
import { loadService } from './omid-client/load-service.js';

export type * from './omid-client/api.js';

/** The ad that the client measures now. */
interface Measuring {
  readonly adInstanceId: string;
  run: (command: OmidCommand) => void;
}

/**
 * Open Measurement over the session client that the integrator brings: nothing of it is bundled, and nothing waits for it. Sessions
 * follow each other: clients before 1.4.4 and services before 1.4.7 know one at a time, and would give the first ad the scripts of
 * the second. A vendor's script that the page or the network blocks is not seen: the service loads it into a frame of its own and
 * tells the client nothing (1.4.9, 1.5.5), and a second load as a probe would count at the vendor. Told as `script-failed` is a
 * script whose URL is none.
 */
export function omidPort(options: OmidPortOptions): OmidPort {
  const { serviceScriptUrl, allowVendors = null } = options;
  /** Ads whose sessions wait for the end of the one before. */
  const waiting = new Map<string, readonly OmidResource[]>();
  let measuring: Measuring | null = null;
  let tell: (adInstanceId: string, heard: OmidPortFact) => void = () => undefined;
  let service: { readonly loaded: Promise<void>; readonly remove: () => void } | null = null;

  function open(adInstanceId: string, resources: readonly OmidResource[]): void {
    for (const { index, url } of resources) if (!isScriptUrl(url)) tell(adInstanceId, { type: 'script-failed', index });
    const scripts = resources.filter(({ url }) => isScriptUrl(url));
    if (scripts.length > 0) waiting.set(adInstanceId, scripts);
    next();
  }

  function next(): void {
    const [first] = Array.from(waiting);
    if (measuring || !first) return;
    const [adInstanceId, resources] = first;
    waiting.delete(adInstanceId);
    const own: Measuring = { adInstanceId, run: () => undefined };
    measuring = own;
    const refused = (reason: 2 | 3, detail: string): void => {
      tell(adInstanceId, { type: 'unavailable', reason, detail });
      letGo(own);
    };
    const start = (): void => {
      if (measuring !== own) return; // it ended meanwhile
      try {
        const made = openClientSession(options, resources, (heard) => {
          if (measuring === own) tell(adInstanceId, heard);
        });
        if (!made) return refused(2, 'no Open Measurement service');
        own.run = made.run;
        made.start();
      } catch (error) {
        refused(3, String(error));
      }
    };
    if (serviceScriptUrl === undefined) return start();
    service ??= loadService(serviceScriptUrl);
    service.loaded.then(start, (error: unknown) => {
      service = null; // the next ad tries again
      refused(3, String(error));
    });
  }

  /** Ends the session of one ad, and begins that of the next. */
  function letGo(own: Measuring): void {
    if (measuring !== own) return;
    measuring = null;
    try {
      own.run({ type: 'finish' });
    } finally {
      next();
    }
  }

  return {
    allowVendors,
    run(adInstanceId, command) {
      if (command.type === 'open') return open(adInstanceId, command.resources);
      if (command.type === 'finish') waiting.delete(adInstanceId);
      if (measuring?.adInstanceId !== adInstanceId) return;
      if (command.type === 'finish') letGo(measuring);
      else measuring.run(command);
    },
    connect(to) {
      tell = to;
      return () => {
        tell = () => undefined;
        waiting.clear();
        try {
          if (measuring) letGo(measuring);
        } catch {
          // A client that cannot end is let go all the same.
        }
        service?.remove();
        service = null;
      };
    },
  };
}
