import type { CohortAnswers } from './cohort-answers.js';
import type { Door } from './front-server.js';

/** Answers a CDN that asks once more with an address which the framework has read and found good. */
export const cohortDoor =
  (answers: Pick<CohortAnswers, 'askAgain'>): Door =>
  ({ method, url = '', headers: { host } }, response) => {
    if (method !== 'GET' || host === undefined || !url.startsWith('/v1/cohort/')) return false;
    const answer = answers.askAgain(url, `http://${host}`);
    answer?.then(
      ({ body, headers }) =>
        response
          .writeHead(200, { ...headers, 'access-control-allow-origin': '*', 'content-length': body.length })
          .end(body),
      () => response.destroy(),
    );
    return answer !== null;
  };
