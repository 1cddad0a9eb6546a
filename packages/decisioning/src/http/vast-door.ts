import type { Decider } from '../decide/decider.js';
import { askerAt } from './asker-at.js';
import type { AddressOf } from './caller-address.js';
import { requestOfTag, type VastQuery } from './decision-routes.js';
import type { Door } from './front-server.js';
import { headOf } from './head-of.js';
import { filledOf, readQuery } from './read-query.js';
import { writeVastReply } from './write-vast-reply.js';

export interface VastDoorRoom {
  readonly decider: Decider;
  /** Whether a query is what it should be. */
  isValid(query: unknown): query is VastQuery;
  readonly addressOf: AddressOf;
}

const START = '/v1/vast?';

/** Answers ad tags as the framework's route would, without what a framework does around it. What is in any way odd is the framework's. */
export function vastDoor({ decider, isValid, addressOf }: VastDoorRoom): Door {
  return (request, response) => {
    const { method, url = '' } = request;
    if (method !== 'GET' || !url.startsWith(START)) return false;
    const read = readQuery(url.slice(START.length));
    const query = read === null ? null : filledOf(read);
    const address = addressOf(request);
    if (query === null || 'explain' in query || address.baseUrl === null || !isValid(query)) return false;
    const asker = askerAt(request, address, address.baseUrl, true);
    const asked = requestOfTag(query);
    decider
      .decide(asked, asker)
      .then((decision) => {
        const written = writeVastReply(decision, query.sessionId, asked.durationMs);
        response.writeHead(200, headOf('application/xml; charset=utf-8', written.length)).end(written);
      })
      .catch(() => response.destroy());
    return true;
  };
}
