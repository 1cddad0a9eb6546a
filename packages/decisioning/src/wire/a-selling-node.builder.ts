import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DecisionReply } from '@cutaway/model';
import { responseTo, vastOf } from '../demand/a-response.builder.js';
import type { BidRequest, Imp } from '../demand/openrtb/bid-request.js';
import { startService, type Service, type ServiceOptions } from '../service.js';

/** What a test began, to be ended behind it, the last first. */
export interface Begun {
  readonly stops: (() => Promise<unknown>)[];
}

export const endAll = async ({ stops }: Begun): Promise<void> => {
  for (const stop of stops.splice(0).reverse()) await stop();
};

/** A bidder that answers each request with these bids, and keeps what it was asked. */
export async function aBidderWho({ stops }: Begun, bids: (request: BidRequest) => readonly object[]) {
  const asked: BidRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const question = JSON.parse(Buffer.concat(chunks).toString()) as BidRequest;
      asked.push(question);
      response.end(responseTo(question.id, bids(question)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked };
}

/** A bid of 10 s at 9 on an imp, of a film and an advertiser of its own. */
export function aBidOn(
  imp: Pick<Imp, 'id'>,
  over: { readonly id?: string } & Readonly<Record<string, unknown>> = {},
): object {
  const { id = `of-${imp.id}` } = over;
  const adm = vastOf(10, { media: `https://m.test/${id}.mp4` });
  return { id, impid: imp.id, price: 9, adomain: [`${id}.example`], crid: id, adm, ...over };
}

/** A film of 10 s. */
export const aFilm = (id: string, more: object = {}): object => ({
  ...{ id, durationMs: 10_000, mediaFiles: [{ url: `https://m.example/${id}.mp4` }], ...more },
});

/** One advertiser with one film, sold before all bids. */
export const anOwnAd = {
  ...{ id: 'own', advertiserId: 'acme', type: 'guaranteed', goal: { share: 1 }, priceCpm: 5, creatives: ['film'] },
};

export const aDocument = (more: object = {}): object => ({
  advertisers: [{ id: 'acme', domain: 'acme.example' }],
  creatives: [aFilm('film')],
  lineItems: [anOwnAd],
  ...more,
});

export async function aNode({ stops }: Begun, document: object, options: ServiceOptions = {}): Promise<Service> {
  const folder = await mkdtemp(path.join(tmpdir(), 'selling-'));
  stops.push(() => rm(folder, { recursive: true, force: true }));
  const catalogueFile = path.join(folder, 'ads.json');
  await writeFile(catalogueFile, JSON.stringify(document));
  const service = await startService({ catalogueFile, ...options });
  stops.push(service.close);
  return service;
}

/** What a node answers for a break of 30 s, with explanations. */
export async function decideAt({ url }: Service, more: object = {}): Promise<DecisionReply> {
  const asked = { protocol: 1, sessionId: 's', breakId: 'b', kind: 'linear', startsAt: 0, durationMs: 30_000 };
  const response = await fetch(`${url}/v1/decisions?explain=1`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...asked, upids: [], budgetMs: 2000, ...more }),
  });
  return (await response.json()) as DecisionReply;
}

/** In the order of the pod: of an ad of ours its creative, of a bid what its bidder and imp are called. */
export const adsOf = ({ pod }: DecisionReply): readonly string[] => pod.ads.map(({ adId }) => adId);

export const verdictOf = ({ explain = [] }: DecisionReply, id: string): string | undefined =>
  explain.find(({ candidateId }) => candidateId === id)?.verdict;
