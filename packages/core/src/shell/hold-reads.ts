import type { Undo } from '../player-port.js';
import type { HttpRequest, Ports } from '../ports.js';

const isRead = ({ use }: HttpRequest): boolean => use === 'text' || use === 'warm';

/** The network, of which `end` gives up what only the session would have read. Beacons and reports still arrive. */
export function holdReads(http: Ports['http']): Ports['http'] & { readonly end: Undo } {
  const open = new Set<Undo>();
  return {
    send(request) {
      if (!isRead(request)) return http.send(request);
      let giveUp: Undo = () => undefined;
      const answer = http.send(request, (undo) => void open.add((giveUp = undo)));
      const done = (): void => void open.delete(giveUp);
      answer.then(done, done);
      return answer;
    },
    end: () => open.forEach((giveUp) => giveUp()),
  };
}
