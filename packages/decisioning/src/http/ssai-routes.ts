import type { BeaconParty, DecisionReply, DecisionRequest } from '@cutaway/model';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Decider } from '../decide/decider.js';
import type { Metrics } from '../ops/metrics.js';
import type { Device } from '../ssai/send-beacons.js';
import type { SsaiDesk } from '../ssai/ssai-desk.js';
import type { Viewer } from '../ssai/ssai-session.js';
import { answerStitched } from '../ssai/answer-stitched.js';
import { initialSsaiState } from '../ssai/ssai-state.js';
import { baseUrlOf } from './base-url.js';
import { DECISION_REQUEST_SCHEMA, ID_SCHEMA } from './decision-schema.js';
import { offerTelemetry, type TelemetryOffer } from './offer-telemetry.js';

/** What the routes of the stitched channel need. */
export interface SsaiRoom extends TelemetryOffer {
  readonly desk: SsaiDesk;
  readonly metrics: Metrics;
  /** An overlay is not stitched: it is decided like anywhere else. */
  readonly decider: Decider;
}

interface PlaylistRequest {
  readonly Params: { readonly session: string; readonly name: string };
  readonly Querystring: { readonly beacons?: BeaconParty };
}
interface SegmentRequest {
  readonly Params: { session: string; adInstanceId: string; rendition: string; segment: string };
}

const PLACE = { type: 'string', pattern: '^\\d{1,5}(\\.\\w{1,5})?$' } as const; // `2.m4s`: the extension is for the player

/** The channel with its breaks stitched, for players with and without the SDK. */
export function ssaiRoutes(app: FastifyInstance, { desk, metrics, decider, ...offer }: SsaiRoom): void {
  app.get<PlaylistRequest>('/ssai/:session/:name', {
    schema: {
      params: { type: 'object', properties: { session: ID_SCHEMA, name: { type: 'string', pattern: '\\.m3u8$' } } },
      querystring: { type: 'object', properties: { beacons: { enum: ['client', 'server'] } } },
    },
    handler: async (request, reply) => {
      const { session: sessionId, name } = request.params;
      const kind = name === 'main.m3u8' ? 'main' : 'media';
      try {
        const party = request.query.beacons ?? 'client';
        const session = await desk.open({ sessionId, party, baseUrl: baseUrlOf(request) });
        const passed = session.isCrowded ? 'crowded' : 'passed';
        if (kind === 'main') {
          metrics.ssaiAnswered(kind, passed);
          return sendPlaylist(reply, session.channelText);
        }
        const playlist = await session.playlist(name, viewerOf(request));
        if (playlist === null) return reply.callNotFound();
        metrics.ssaiAnswered(kind, playlist.isStitched ? 'stitched' : passed);
        return sendPlaylist(reply, playlist.text);
      } catch (error) {
        metrics.ssaiAnswered(kind, 'failed');
        return reply.code(502).send({ statusCode: 502, error: messageOf(error), field: null });
      }
    },
  });

  app.get<SegmentRequest>('/ssai/:session/segment/:adInstanceId/:rendition/:segment', {
    schema: { params: { type: 'object', properties: { session: ID_SCHEMA, rendition: PLACE, segment: PLACE } } },
    handler: async (request, reply) => {
      const { session: sessionId, adInstanceId, rendition, segment } = request.params;
      const place = { adInstanceId, rendition: parseInt(rendition, 10), segment: parseInt(segment, 10) };
      const target = (await desk.find(sessionId))?.segment(place, deviceOf(request)) ?? null;
      metrics.ssaiAnswered('segment', target === null ? 'failed' : 'stitched');
      return target === null ? reply.callNotFound() : reply.redirect(target, 302);
    },
  });

  app.post<{ Params: { session: string }; Body: DecisionRequest }>('/ssai/:session/decision', {
    schema: { params: { type: 'object', properties: { session: ID_SCHEMA } }, body: DECISION_REQUEST_SCHEMA },
    handler: async (request) => {
      const baseUrl = baseUrlOf(request);
      // The ledger is the SDK's own session's, whatever the stitched one is called.
      const offered = (reply: DecisionReply) => offerTelemetry(reply, request.body.sessionId, baseUrl, offer);
      if (request.body.kind === 'overlay')
        return offered(await decider.decide(request.body, { baseUrl, beaconedBy: 'client', ...viewerOf(request) }));
      const session = await desk.find(request.params.session).catch(() => null);
      const reply = session
        ? await session.decision(request.body)
        : answerStitched(initialSsaiState, request.body, 'client');
      metrics.ssaiAnswered('decision', reply.pod.ads.length > 0 ? 'stitched' : 'passed');
      return offered(reply);
    },
  });
}

function sendPlaylist(reply: FastifyReply, text: string): FastifyReply {
  return reply.type('application/vnd.apple.mpegurl').send(text);
}

const deviceOf = (request: FastifyRequest): Device => ({
  ip: request.ip,
  userAgent: request.headers['user-agent'] ?? '',
});

const viewerOf = (request: FastifyRequest): Viewer => ({ ...deviceOf(request), headers: request.headers });

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
