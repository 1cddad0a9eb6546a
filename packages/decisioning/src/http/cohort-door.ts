import type { AddressOf } from './caller-address.js';
import type { CohortAnswers } from './cohort-answers.js';
import type { Door } from './front-server.js';

/** Answers a CDN that asks once more with an address which the framework has read and found good. */
export const cohortDoor =
  (answers: Pick<CohortAnswers, 'askAgain'>, addressOf: AddressOf): Door =>
  (request, response) => {
    const { method, url = '' } = request;
    if (method !== 'GET' || !url.startsWith('/v1/cohort/')) return false;
    const { baseUrl } = addressOf(request);
    const answer = baseUrl === null ? null : answers.askAgain(url, baseUrl);
    answer?.then(
      ({ body, headers }) =>
        response
          .writeHead(200, { 'access-control-allow-origin': '*', 'content-length': body.length, ...headers })
          .end(body),
      () => response.destroy(),
    );
    return answer !== null;
  };
