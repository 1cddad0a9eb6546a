import { aPod, beaconsOf, requestOf } from '../events/workload.js';

/** One way of asking the service, and what it may cost beside a bare server. */
export interface Path {
  readonly name: string;
  readonly mostRatio: number;
  readonly status: number;
  /** Where what the service answers is kept, for the bare server to say the same. Left out: an answer has no body. */
  readonly file?: string;
  /** Different for each round: no viewer asks twice. A CDN does, with one address for a cohort. */
  requests(round: number, count: number): readonly Buffer[];
}

const AGENT = 'Mozilla/5.0 (SMART-TV; Linux; Tizen 6.5) AppleWebKit/537.36 (KHTML, like Gecko) TV Safari/537.36';
const BREAK_MS = 120_000;

/** Beacons as a player sends them, of pods that are watched to their end; those of one viewer come one after the other. */
function beacons(round: number, count: number): readonly Buffer[] {
  const startedMs = Date.now() - 3_600_000;
  const pods = Math.ceil(count / 24);
  const viewers = Array.from({ length: pods }, (_, n) => {
    const viewer = round * pods + n;
    return beaconsOf(aPod(viewer, startedMs), startedMs + 1000).map((beacon) => requestOf(beacon, viewer));
  });
  return Array.from({ length: 24 }, (_, place) => viewers.map((requests) => requests[place]!)).flat();
}

function vastTags(round: number, count: number): readonly Buffer[] {
  return Array.from({ length: count }, (_, n) => {
    const viewer = `r${round}-${n}`;
    const query = `sessionId=${viewer}&breakId=b1&durationMs=${BREAK_MS}&genre=sport&country=de&gdpr=0&ifa=${viewer}&ifaType=tifa&lmt=0`;
    return Buffer.from(
      `GET /v1/vast?${query} HTTP/1.1\r\nhost: ads.example\r\nuser-agent: ${AGENT}\r\naccept: */*\r\n\r\n`,
    );
  });
}

/** What a CDN asks for all viewers of a break whose genre and country are these. All is capped by device: players count (`picks`). */
function cohortTags(_round: number, count: number): readonly Buffer[] {
  const query = `breakId=b1&durationMs=${BREAK_MS}&genre=sport&country=de&consent=personalised&part=7&picks=1`;
  const request = Buffer.from(`GET /v1/cohort/vast?${query} HTTP/1.1\r\nhost: ads.example\r\naccept: */*\r\n\r\n`);
  return Array.from({ length: count }, () => request);
}

function decisions(round: number, count: number): readonly Buffer[] {
  return Array.from({ length: count }, (_, n) => {
    const viewer = `j${round}-${n}`;
    const body = JSON.stringify({
      ...{
        protocol: 1,
        sessionId: viewer,
        breakId: 'b1',
        kind: 'linear',
        startsAt: 0,
        durationMs: BREAK_MS,
        upids: [],
      },
      joins: true, // as the SDK asks
      ...{ budgetMs: 1000, consent: { personalised: true }, identity: { ifa: viewer, ifaType: 'tifa', lmt: false } },
      viewing: { content: { genres: ['sport'] }, geo: { country: 'DE' } },
    });
    return Buffer.from(
      `POST /v1/decisions HTTP/1.1\r\nhost: ads.example\r\nuser-agent: ${AGENT}\r\ncontent-type: application/json\r\n` +
        `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  });
}

export const PATHS: readonly Path[] = [
  { name: 'full decision, VAST', mostRatio: 5, status: 200, file: 'vast.xml', requests: vastTags },
  { name: 'full decision, JSON', mostRatio: 5, status: 200, file: 'decision.json', requests: decisions },
  { name: 'cohort decision, VAST', mostRatio: 1.6, status: 200, file: 'cohort.xml', requests: cohortTags },
  { name: 'beacon accept', mostRatio: 1.5, status: 204, requests: beacons },
];
