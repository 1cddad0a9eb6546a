import type { FastifyInstance, FastifyReply } from 'fastify';
import { baseUrlOf } from './base-url.js';
import type { CohortAnswers, CohortForm, CohortQuery } from './cohort-answers.js';
import { COHORT_QUERY_SCHEMA } from './query-schema.js';
import { dropUnfilled } from './read-query.js';

const SUMMARIES: Readonly<Record<CohortForm, string>> = {
  decision: 'A pod for a cohort, as JSON',
  vast: 'A pod for a cohort, as VAST 4.2',
  'asset-list': 'A pod for a cohort, as an HLS asset list',
};

/** `GET /v1/cohort/…`: an answer for all who ask with the same address. A CDN asks for all of them, and keeps it as long as it is told. */
export function cohortRoutes(app: FastifyInstance, answers: CohortAnswers): void {
  for (const [form, summary] of Object.entries(SUMMARIES) as [CohortForm, string][])
    app.get<{ Querystring: CohortQuery }>(`/v1/cohort/${form}`, {
      schema: { querystring: COHORT_QUERY_SCHEMA, tags: ['decisions'], summary },
      preValidation: dropUnfilled,
      handler: async (request, reply): Promise<FastifyReply> => {
        const { body, headers } = await answers.ask(form, request.url, request.query, baseUrlOf(request));
        return reply.headers(headers).send(body);
      },
    });
}
