import type { OmidCommand, OmidPortFact } from '@cutaway/tracking/omid';
import type { OmidPort } from './omid-port.js';
import type { OmidPortOptions } from './omid-client/api.js';
import { openClientSession } from './omid-client/client-session.js';
import { loadService } from './omid-client/load-service.js';

export type * from './omid-client/api.js';

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
