import type { OmidCommand, OmidPortFact } from '@cutaway/tracking/omid';
import type { OmidPort } from './omid-port.js';
import type { OmidSessionClient } from './omid-client/api.js';
import { openClientSession } from './omid-client/client-session.js';
import { loadService } from './omid-client/load-service.js';

export type * from './omid-client/api.js';

export interface OmidPortOptions {
  /** The published Open Measurement session client, as the page has it: `OmidSessionClient['default']`, OMID 1.3 or later. */
  readonly sessionClient: OmidSessionClient;
  /** The service script, on the integrator's own host. Left out: the page has loaded it. Loaded with the first ad that asks. */
  readonly serviceScriptUrl?: string;
  /** The integrator, as registered with IAB Tech Lab. */
  readonly partner: { readonly name: string; readonly version: string };
  /** Vendors whose scripts may run in this page. Default: all of them. */
  readonly allowVendors?: readonly string[];
  /** What viewability is measured on. */
  readonly videoElement?: HTMLVideoElement;
  /** What a vendor's script may reach: `full` gives it the page. Default `limited`. */
  readonly accessMode?: 'full' | 'limited';
}

/** Open Measurement over the session client that the integrator brings: nothing of it is bundled, and nothing waits for it. */
export function omidPort(options: OmidPortOptions): OmidPort {
  const { serviceScriptUrl, allowVendors = null } = options;
  const sessions = new Map<string, (command: OmidCommand) => void>();
  let tell: (adInstanceId: string, heard: OmidPortFact) => void = () => undefined;
  let service: { readonly loaded: Promise<void>; readonly remove: () => void } | null = null;

  function open(adInstanceId: string, resources: Extract<OmidCommand, { type: 'open' }>['resources']): void {
    const refused = (error: unknown): void =>
      tell(adInstanceId, { type: 'unavailable', reason: 3, detail: String(error) });
    const start = (): void => {
      if (sessions.get(adInstanceId) !== pending) return; // it ended meanwhile
      try {
        const made = openClientSession(options, resources, (heard) => {
          if (sessions.has(adInstanceId)) tell(adInstanceId, heard);
        });
        if (!made) return tell(adInstanceId, { type: 'unavailable', reason: 2, detail: 'no Open Measurement service' });
        sessions.set(adInstanceId, made.run);
        made.start();
      } catch (error) {
        refused(error);
      }
    };
    const pending = (): void => undefined;
    sessions.set(adInstanceId, pending);
    if (serviceScriptUrl === undefined) return start();
    service ??= loadService(serviceScriptUrl);
    service.loaded.then(start, (error: unknown) => {
      service = null; // the next ad tries again
      refused(error);
    });
  }

  function run(adInstanceId: string, command: OmidCommand): void {
    if (command.type === 'open') return open(adInstanceId, command.resources);
    const session = sessions.get(adInstanceId);
    if (command.type === 'finish') sessions.delete(adInstanceId);
    session?.(command);
  }

  return {
    allowVendors,
    run,
    connect(to) {
      tell = to;
      return () => {
        tell = () => undefined;
        for (const adInstanceId of Array.from(sessions.keys())) {
          try {
            run(adInstanceId, { type: 'finish' });
          } catch {
            // A client that cannot end is let go all the same.
          }
        }
        service?.remove();
        service = null;
      };
    },
  };
}
