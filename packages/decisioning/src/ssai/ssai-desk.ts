import type { BeaconParty, DecisionRequest, ErrorName, Signal, WallMs } from '@cutaway/model';
import type { Decider } from '../decide/decider.js';
import { openAgent, type IsOurs } from '../demand/call/open-agent.js';
import { answerStitched } from './answer-stitched.js';
import { createChannelEar } from './hear-channel.js';
import { createFetchText } from './fetch-text.js';
import { createAdMediaLoader } from './load-ad-media.js';
import { rewriteMultivariant } from './rewrite-multivariant.js';
import { createBeaconSender, type SendBeacons } from './send-beacons.js';
import { createSessionShelf } from './session-shelf.js';
import { initialSsaiState } from './ssai-state.js';
import { createSsaiSession, type SsaiSession, type Viewer } from './ssai-session.js';

/** What server-side insertion needs from the rest of the service. */
export interface SsaiDeskRoom {
  /** The multivariant playlist of the channel. */
  readonly originUrl: string;
  readonly nowMs: () => WallMs;
  readonly decide: Decider['decide'];
  readonly adLeftOut: (error: ErrorName) => void;
  /** Whose media and trackers, which an ad brings with it, may lie in our own network. */
  readonly isOurs: IsOurs;
  /** Viewers who have a session of their own at the same time. Default 10,000. */
  readonly maxSessions?: number;
  /** The channel's name, as players and break plans have it, and who wants to hear its signals. */
  readonly channel?: { readonly name: string; hear(signal: Signal): void };
}

/** Who opens a session. */
export interface Opening {
  readonly sessionId: string;
  readonly party: BeaconParty;
  readonly baseUrl: string;
}

const CONNECTIONS_PER_ORIGIN = 32;
const CONNECT_MS = 2000;

/** All sessions on the stitched channel. */
export interface SsaiDesk {
  /**
   * The session, opened where it is new; where there is no room, one that all others share, without ads (`isCrowded`), until there is. To
   * drop who plays in his favour would change a text that a player has read. The party of a session is settled when it opens. Throws
   * without the origin.
   */
  open(opening: Opening): Promise<SsaiSession>;
  /** null: unknown, or idle for too long. */
  find(sessionId: string): Promise<SsaiSession | null>;
  /** Once no tracker is called any more for a viewer whose segments were fetched by now. Never rejects. */
  told(): Promise<void>;
  /** Stops what is under way. */
  close(): void;
}

export function createSsaiDesk(room: SsaiDeskRoom): SsaiDesk {
  const { originUrl, nowMs, decide, adLeftOut, isOurs, channel: of, maxSessions } = room;
  const hear = createChannelEar((signal) => of?.hear(signal), nowMs);
  const closing = new AbortController();
  const fetchText = createFetchText(closing.signal);
  const agent = openAgent({ connections: CONNECTIONS_PER_ORIGIN, connectMs: CONNECT_MS, isOurs });
  const load = createAdMediaLoader(createFetchText(closing.signal, agent), nowMs);
  const shelf = createSessionShelf<Promise<SsaiSession>>(nowMs, maxSessions === undefined ? {} : { maxSessions });
  const crowds = createSessionShelf<Promise<SsaiSession>>(nowMs);
  const calling = new Set<Promise<void>>();

  async function start({ sessionId, party, baseUrl }: Opening, isCrowded: boolean): Promise<SsaiSession> {
    const origin = await fetchText(originUrl);
    const channel = rewriteMultivariant(origin.text, origin.url, party === 'server' ? '?beacons=server' : '');
    if (channel === null)
      throw new Error(`Cannot stitch ${originUrl}: it is not a multivariant playlist, expected EXT-X-STREAM-INF`);
    const viewing = of && { viewing: { content: { channel: of.name } } };
    const decideHere = (request: DecisionRequest, viewer: Viewer) =>
      isCrowded
        ? Promise.resolve(answerStitched(initialSsaiState, request, party))
        : decide({ ...request, ...viewing }, { baseUrl, beaconedBy: party, ...viewer });
    // Our own collector is wherever the viewer found us.
    const isOwn = (url: string) => url.startsWith(`${baseUrl}/`);
    const agentFor = (url: string) => (isOwn(url) ? undefined : agent);
    const sender = createBeaconSender({ closing: closing.signal, nowMs, agentFor, countsOnce: isOwn });
    const send: SendBeacons = (due, lanes) => {
      sender(due, lanes);
      for (const lane of lanes.values()) {
        calling.add(lane);
        void lane.then(() => calling.delete(lane));
      }
    };
    const session = { sessionId, party, isCrowded, channel };
    return createSsaiSession({ ...session, hear, nowMs, fetchText, load, decide: decideHere, send, adLeftOut });
  }

  function openOn(on: typeof shelf, id: string, opening: Opening): Promise<SsaiSession> {
    const opened = start(opening, on === crowds);
    on.put(id, opened);
    opened.catch(() => on.drop(id)); // the next request tries again
    return opened;
  }

  return {
    open(opening) {
      const { sessionId, party } = opening;
      const known = shelf.find(sessionId);
      if (known !== null) return known;
      if (shelf.hasRoom()) return openOn(shelf, sessionId, opening);
      return crowds.find(party) ?? openOn(crowds, party, opening);
    },
    find: async (sessionId) => shelf.find(sessionId),
    told: () => Promise.all(calling).then(() => undefined),
    close() {
      closing.abort();
      void agent.destroy();
    },
  };
}
