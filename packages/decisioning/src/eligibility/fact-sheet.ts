import type { App, Content, DecisionRequest, Device, Geo } from '@cutaway/model';
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
  const facts: Sheet = new Map();
  const { device, app, content, segments, custom } = request.viewing ?? {};
  add(facts, 'publisher', publisherId);
  add(facts, 'consent', consent.consentClass);
  addGeo(facts, geo, consent.consentClass);
  if (device !== undefined) addDevice(facts, device);
  if (app !== undefined) addApp(facts, app);
  if (content !== undefined) addContent(facts, content);
  if (consent.allowsProfile && segments !== undefined) addAll(facts, 'segment', segments);
  add(facts, 'day', daypart.day);
  add(facts, 'hour', daypart.hour);
  add(facts, 'break.position', request.position ?? 'mid');
  for (const { type, hex } of request.upids) addAll(facts, 'upid', [`${type}:${hex}`]);
  for (const key in custom) addAll(facts, foldCase(`custom.${key}`), custom[key] ?? []);
  return facts;
}

type Sheet = Map<string, readonly string[]>;

/** Dimensions are written folded here already: this runs for each of them in each request. */
function add(facts: Sheet, dimension: string, value: string | undefined): void {
  const folded = value === undefined ? '' : foldCase(value);
  if (folded !== '') facts.set(dimension, [folded]);
}

function addAll(facts: Sheet, dimension: string, values: readonly string[]): void {
  // Two keys that differ in case alone are one.
  const folded = new Set(facts.get(dimension));
  for (const value of values) folded.add(foldCase(value));
  folded.delete('');
  if (folded.size > 0) facts.set(dimension, [...folded]);
}

/** The smaller the place, the more it says of one household: a postal code needs consent, and of a child's no city is told. */
function addGeo(facts: Sheet, geo: Geo, consentClass: ConsentVerdict['consentClass']): void {
  const { country, region, metro, city, zip } = geo;
  add(facts, 'geo.country', country);
  if (region !== undefined) addAll(facts, 'geo.region', country ? [region, `${country}-${region}`] : [region]);
  add(facts, 'geo.metro', metro);
  if (consentClass !== 'child') add(facts, 'geo.city', city);
  if (consentClass === 'personalised') add(facts, 'geo.zip', zip);
}

function addDevice(facts: Sheet, { type, os, osVersion, make, model, language }: Device): void {
  add(facts, 'device.type', type);
  add(facts, 'device.os', os);
  addUpTo(facts, 'device.osversion', osVersion, '.');
  add(facts, 'device.make', make);
  add(facts, 'device.model', model);
  addUpTo(facts, 'device.language', language, '-');
}

function addApp(facts: Sheet, { bundle, name, domain, storeUrl }: App): void {
  add(facts, 'app.bundle', bundle);
  add(facts, 'app.name', name);
  add(facts, 'app.domain', domain);
  add(facts, 'app.storeurl', storeUrl);
}

function addContent(facts: Sheet, content: Content): void {
  add(facts, 'content.id', content.id);
  add(facts, 'content.title', content.title);
  add(facts, 'content.series', content.series);
  add(facts, 'content.season', content.season);
  if (content.genres !== undefined) addAll(facts, 'content.genre', content.genres);
  add(facts, 'content.channel', content.channel);
  add(facts, 'content.network', content.network);
  addUpTo(facts, 'content.language', content.language, '-');
  add(facts, 'content.rating', content.rating);
  if (content.live !== undefined) facts.set('content.live', [String(content.live)]);
}

/** `a.b.c` is also `a` and `a.b`: who targets the larger means the smaller too. At most four deep. */
function addUpTo(facts: Sheet, dimension: string, value: string | undefined, separator: string): void {
  if (value === undefined) return;
  const parts = value.split(separator, 4);
  addAll(
    facts,
    dimension,
    parts.map((_part, at) => parts.slice(0, at + 1).join(separator)),
  );
}
