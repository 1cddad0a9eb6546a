import type { DecisionRequest, Geo, Viewing } from '@cutaway/model';
import type { ConsentVerdict } from './consent/settle-consent.js';
import type { Daypart } from './daypart.js';
import type { Facts } from './facts.js';
import { foldCase } from './fold-case.js';

/** All that facts are made of, settled. */
export interface KnownOfAsk {
  readonly request: DecisionRequest;
  readonly publisherId: string;
  readonly geo: Geo;
  readonly daypart: Daypart;
  readonly consent: ConsentVerdict;
}

type Add = (dimension: string, ...values: readonly (string | undefined)[]) => void;

/**
 * Every dimension there is, in one list. All names and values are folded: without regard to case. What is not known is left out.
 *
 * `publisher` · `consent` (personalised, contextual, child) · `geo.country`, `geo.region` (`by` and `de-by`), `geo.metro`, `geo.city`,
 * `geo.zip` · `device.type`, `.os`, `.osversion` (`17.2` is `17` and `17.2`), `.make`, `.model`, `.language` (`en-us` is `en` and `en-us`)
 * · `app.bundle`, `.name`, `.domain`, `.storeurl` · `content.id`, `.title`, `.series`, `.season`, `.genre`, `.channel`, `.network`,
 * `.language`, `.rating`, `.live` (true, false) · `segment` · `day` (mon to sun), `hour` (0 to 23) · `break.position` (pre, mid, post) ·
 * `upid` (`9:hex`) · `custom.<key>`
 */
export function factsOf({ request, publisherId, geo, daypart, consent }: KnownOfAsk): Facts {
  const facts = new Map<string, readonly string[]>();
  const add: Add = (dimension, ...values) => {
    const known = values.flatMap((value) => (value === undefined || value.trim() === '' ? [] : [foldCase(value)]));
    if (known.length > 0) facts.set(foldCase(dimension), [...new Set(known)]);
  };
  const { device, app, content, segments, custom } = request.viewing ?? {};
  add('publisher', publisherId);
  add('consent', consent.consentClass);
  addGeo(add, geo, consent.consentClass);
  addDevice(add, device);
  add('app.bundle', app?.bundle);
  add('app.name', app?.name);
  add('app.domain', app?.domain);
  add('app.storeUrl', app?.storeUrl);
  addContent(add, content);
  if (consent.allowsProfile) add('segment', ...(segments ?? []));
  add('day', daypart.day);
  add('hour', daypart.hour);
  add('break.position', request.position ?? 'mid');
  add('upid', ...request.upids.map(({ type, hex }) => `${type}:${hex}`));
  for (const [key, values] of Object.entries(custom ?? {})) add(`custom.${key}`, ...values);
  return facts;
}

/** The smaller the place, the more it says of one household: a postal code needs consent, and of a child's no city is told. */
function addGeo(
  add: Add,
  { country, region, metro, city, zip }: Geo,
  consentClass: ConsentVerdict['consentClass'],
): void {
  add('geo.country', country);
  add('geo.region', region, country && region && `${country}-${region}`);
  add('geo.metro', metro);
  if (consentClass !== 'child') add('geo.city', city);
  if (consentClass === 'personalised') add('geo.zip', zip);
}

function addDevice(add: Add, device: Viewing['device']): void {
  add('device.type', device?.type);
  add('device.os', device?.os);
  add('device.osVersion', ...upTo(device?.osVersion, '.'));
  add('device.make', device?.make);
  add('device.model', device?.model);
  add('device.language', ...upTo(device?.language, '-'));
}

function addContent(add: Add, content: Viewing['content']): void {
  add('content.id', content?.id);
  add('content.title', content?.title);
  add('content.series', content?.series);
  add('content.season', content?.season);
  add('content.genre', ...(content?.genres ?? []));
  add('content.channel', content?.channel);
  add('content.network', content?.network);
  add('content.language', ...upTo(content?.language, '-'));
  add('content.rating', content?.rating);
  add('content.live', content?.live?.toString());
}

/** `a.b.c` is also `a` and `a.b`: who targets the larger means the smaller too. At most four deep. */
function upTo(value: string | undefined, separator: string): readonly string[] {
  const parts = value?.split(separator).slice(0, 4) ?? [];
  return parts.map((_part, at) => parts.slice(0, at + 1).join(separator));
}
