import { DOMParser } from '@xmldom/xmldom';
import { VASTClient, VASTTracker } from '@dailymotion/vast-client';
import {
  budgetMsOf,
  fetchOf,
  momentLine,
  ROOT_URL,
  type LoadedPage,
  type Seen,
} from '../../test/conformance/vast-faults/page.js';

/** What of vast-client's answer is looked at: its own types say `any` of most. */
interface TheirResponse {
  readonly ads: readonly TheirAd[];
  readonly errorURLTemplates: readonly string[];
}
interface TheirAd {
  readonly id: string;
  readonly impressionURLTemplates: readonly { readonly url: string }[];
  readonly creatives: readonly TheirCreative[];
  readonly adVerifications: readonly { readonly resource: string }[];
}
interface TheirCreative {
  readonly type: string;
  readonly duration: number;
  readonly skipDelay: number | null;
  readonly mediaFiles?: readonly unknown[];
  readonly mezzanine?: { readonly fileURL: string } | null;
  readonly interactiveCreativeFile?: { readonly fileURL: string } | null;
  readonly icons?: readonly {
    readonly iconViewTrackingURLTemplate: string | null;
    readonly iconClickFallbackImages: readonly { readonly url: string | null; readonly altText: string | null }[];
  }[];
  readonly variations?: readonly {
    readonly trackingEvents?: Readonly<Record<string, readonly string[]>>;
    readonly nonlinearClickTrackingURLTemplates?: readonly { readonly url: string }[];
  }[];
  readonly trackingEvents?: Readonly<Record<string, readonly string[]>>;
}

/** What vast-client makes of a page, in a browser's globals or in Node's. What leaves through `Image` is what it sends. */
export async function lookTheirs(page: LoadedPage): Promise<Seen> {
  const sent: string[] = [];
  const requests: string[] = [];
  const world = globalThis as unknown as Record<string, unknown>;
  world['fetch'] = fetchOf(page, requests);
  if (!page.onNode) {
    world['window'] = { location: { protocol: 'https:' } };
    world['DOMParser'] = DOMParser;
    world['Image'] = class {
      set src(url: string) {
        sent.push(url);
      }
    };
  }
  const client = new VASTClient();
  const errors: string[] = [];
  const take = () => {
    for (const url of sent.splice(0)) errors.push(`${/c=([^&]*)/.exec(url)?.[1]} ${url.replace(/\?.*/, '')}`);
  };
  const parser = client.getParser() as { on(event: string, hear: (told: { ERRORCODE?: number }) => void): void };
  const codes: string[] = [];
  parser.on('VAST-error', ({ ERRORCODE }) => codes.push(String(ERRORCODE)));
  const options = { timeout: budgetMsOf(page) };
  let ads: readonly TheirAd[] = [];
  let outcome = 'no ad';
  try {
    const beside = page.beside === undefined ? null : client.get(page.beside, options);
    const response = (await client.get(ROOT_URL, options)) as TheirResponse;
    await beside;
    ads = response.ads;
    if (ads.length > 0) outcome = 'ads';
    // The Error URLs that it hands out for this response are what its user would call.
    if (page.beside !== undefined) {
      sent.length = 0;
      for (const url of response.errorURLTemplates) sent.push(url.replace('[ERRORCODE]', '303'));
    }
  } catch (error) {
    outcome = `rejected: ${error instanceof Error ? error.message : String(error)}`;
  }
  take();
  const creatives = ads.flatMap((ad) => ad.creatives);
  const linears = creatives.filter(({ type }) => type === 'linear');
  const variations = (type: string) =>
    creatives.filter((one) => one.type === type).flatMap((one) => one.variations ?? []);
  const icons = linears.flatMap((one) => one.icons ?? []);
  const [ad] = ads;
  const played = ad && page.play ? play(ad, page, sent) : { sent: [], complaints: 0 };
  return {
    outcome,
    ads: ads.map(({ id }) => id),
    // An error event without a URL to call is told to the player alone.
    errors: errors.length > 0 ? errors : codes.map((code) => `${code} (event)`),
    requests,
    // -1 is its word for none.
    durationsMs: linears.map(({ duration }) => Math.max(0, duration) * 1000),
    skipAfterMs: linears.map(({ skipDelay }) => (skipDelay === null || skipDelay < 0 ? null : skipDelay * 1000)),
    fallbackImages: icons.flatMap(({ iconClickFallbackImages }) =>
      iconClickFallbackImages.map(({ url, altText }) => ({ url, altText })),
    ),
    iconViews: icons.map((icon) => icon.iconViewTrackingURLTemplate),
    mezzanines: linears.flatMap(({ mezzanine }) => (mezzanine ? [mezzanine.fileURL] : [])),
    interactiveFiles: linears.flatMap((one) => one.interactiveCreativeFile?.fileURL ?? []),
    verifications: ads.flatMap((one) => one.adVerifications.map(({ resource }) => [resource])),
    nonLinearClicks: variations('nonlinear').flatMap((one) =>
      (one.nonlinearClickTrackingURLTemplates ?? []).map(({ url }) => url),
    ),
    companionViews: variations('companion').flatMap((one) => one.trackingEvents?.['creativeView'] ?? []),
    linears: linears.length,
    completes: linears.flatMap((one) => one.trackingEvents?.['complete'] ?? []),
    ...played,
    filled: ad && page.macros ? filled(ad, page, sent) : [],
  };
}

function trackerOf(ad: TheirAd): VASTTracker {
  const linear = ad.creatives.find(({ type }) => type === 'linear');
  return new VASTTracker(null, ad, linear);
}

function play(ad: TheirAd, { play: facts = [] }: LoadedPage, sent: string[]): Pick<Seen, 'sent' | 'complaints'> {
  const tracker = trackerOf(ad);
  let complaints = 0;
  tracker.on('TRACKER-error', () => (complaints += 1));
  const lines = facts.flatMap((fact, n) => {
    sent.length = 0;
    if (fact.type === 'ended') tracker.complete();
    else {
      if (n === 0) tracker.trackImpression();
      tracker.setProgress(fact.adMs / 1000);
    }
    return momentLine(fact.type === 'frame' ? `at ${fact.adMs} ms` : fact.type, sent.splice(0));
  });
  return { sent: lines, complaints };
}

function filled(ad: TheirAd, { macros = {} }: LoadedPage, sent: string[]): string[] {
  sent.length = 0;
  trackerOf(ad).trackImpression(macros);
  return sent.splice(0);
}
