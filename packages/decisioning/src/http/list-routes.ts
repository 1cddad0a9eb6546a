import type { FastifyInstance } from 'fastify';
import { writeVmap, type BreakToWrite } from '@cutaway/vast';
import { writeAssetList } from '../answer/asset-list.js';
import { podWithSlate } from '../answer/slate-ad.js';
import { baseUrlOf } from './base-url.js';
import { askerOf, type DecisionRoutesRoom } from './decision-routes.js';
import { fromQuery, inHls, lengthOf, positionOf, type AskedBreak, type AskerQuery } from './from-query.js';
import { ASSET_LIST_QUERY_SCHEMA, VMAP_QUERY_SCHEMA } from './query-schema.js';
import { dropUnfilled } from './read-query.js';

type VmapQuery = AskerQuery & { readonly sessionId: string; readonly offsets: string; readonly ads?: 'now' | 'later' };

type AssetListQuery = AskerQuery & {
  readonly breakId: string;
  readonly sessionId?: string;
  readonly _HLS_primary_id?: string;
  readonly _HLS_start_offset?: string;
};

/** Ahead of the programme and behind it, in each spelling (VMAP 1.0.1 §2.3.1.1). */
const AHEAD = /^(start|00:00:00(\.000)?|0{1,2}(\.0+)?%)$/;
const BEHIND = /^(end|100(\.0+)?%)$/;

/** [BREAKPOSITION], VAST 4.3 §6. */
const POSITION_CODES = { pre: '1', post: '3' } as const;

function placeOf(timeOffset: string): Pick<AskedBreak, 'position'> {
  if (AHEAD.test(timeOffset)) return { position: 'pre' };
  return BEHIND.test(timeOffset) ? { position: 'post' } : {};
}

/** `GET /v1/vmap` for breaks whose places the player knows, and `GET /v1/asset-list` for HLS interstitials. */
export function listRoutes(app: FastifyInstance, room: Pick<DecisionRoutesRoom, 'decider' | 'mayExplain'>): void {
  app.get<{ Querystring: VmapQuery }>('/v1/vmap', {
    schema: { querystring: VMAP_QUERY_SCHEMA, tags: ['decisions'], summary: 'Pods for several breaks, as VMAP 1.0.1' },
    preValidation: dropUnfilled,
    handler: async (request, reply) => {
      const { sessionId, offsets, ads } = request.query;
      const asker = askerOf(request, room);
      const decided = async (timeOffset: string, budgetMs: number): Promise<BreakToWrite> => {
        const breakId = `vmap@${timeOffset}`;
        const brk = { breakId, timeOffset, breakType: 'linear' as const };
        const place = placeOf(timeOffset);
        if (ads === 'later') {
          const said = place.position && { breakPosition: POSITION_CODES[place.position] };
          return { ...brk, source: { tagUrl: tagUrlOf(baseUrlOf(request), { ...request.query, breakId, ...said }) } };
        }
        const asked = { sessionId, breakId, durationMs: lengthOf(request.query), ...place };
        const question = { ...fromQuery(asked, request.query), budgetMs };
        const answer = await room.decider.decide(question, asker);
        return { ...brk, source: { pod: podWithSlate(answer, asked.durationMs) }, errorUrls: answer.errorUrls };
      };
      const breaks = await oneByOne([...new Set(offsets.split(','))], decided);
      return reply.type('application/xml; charset=utf-8').send(writeVmap(breaks));
    },
  });

  app.get<{ Querystring: AssetListQuery }>('/v1/asset-list', {
    schema: {
      querystring: ASSET_LIST_QUERY_SCHEMA,
      ...{ tags: ['decisions'], summary: 'A pod for one break, as an HLS asset list with SVTA 2053-2 tracking' },
    },
    preValidation: dropUnfilled,
    handler: async (request) => {
      const { breakId, sessionId, _HLS_primary_id: primaryId, _HLS_start_offset: offset } = request.query;
      const asked = {
        ...{ sessionId: sessionId ?? primaryId ?? '', breakId, durationMs: lengthOf(request.query) },
        ...positionOf(request.query),
      };
      const reply = await room.decider.decide(inHls(fromQuery(asked, request.query)), askerOf(request, room));
      return writeAssetList(
        { pod: podWithSlate(reply, asked.durationMs) },
        offset === undefined ? 0 : Number(offset) * 1000,
      );
    },
  });
}

/** A player that asks for a whole list waits for it: all of its breaks are decided within this time, and no break has more than a second. */
const LIST_BUDGET_MS = 3000;
const BREAK_BUDGET_MS = 1000;
/** However late it is, there is time for what is at hand. */
const LEAST_BUDGET_MS = 50;

/** Each break knows what those before it show: competitors are kept apart, and caps count, over the whole list. */
async function oneByOne<Made>(
  offsets: readonly string[],
  decide: (offset: string, budgetMs: number) => Promise<Made>,
): Promise<readonly Made[]> {
  const endMs = performance.now() + LIST_BUDGET_MS;
  const made: Made[] = [];
  for (const offset of offsets) {
    const shareMs = (endMs - performance.now()) / (offsets.length - made.length);
    made.push(await decide(offset, Math.ceil(Math.min(BREAK_BUDGET_MS, Math.max(LEAST_BUDGET_MS, shareMs)))));
  }
  return made;
}

/** Everything that the VMAP was asked with, for one of its breaks. */
function tagUrlOf(baseUrl: string, { offsets: _, ads: __, ...query }: VmapQuery): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return `${baseUrl}/v1/vast?${pairs.map(([key, value]) => `${key}=${encodeURIComponent(value ?? '')}`).join('&')}`;
}
