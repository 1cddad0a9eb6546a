import { DECISION_PROTOCOL, type BreakKind, type Consent, type DecisionRequest, type Viewing } from '@cutaway/model';

/** What `ASKER` of query-schema.ts takes, checked by then. */
export type AskerQuery = Readonly<Partial<Record<string, string>>>;

/** What the address itself says of the break. */
export interface AskedBreak {
  readonly sessionId: string;
  readonly breakId: string;
  readonly kind?: BreakKind;
  readonly durationMs: number | null;
  readonly position?: 'pre' | 'post';
}

/** A query as the decision request that it stands for. What says nothing is left out by then (`filledOf`), or empty. */
export function fromQuery(asked: AskedBreak, query: AskerQuery): DecisionRequest {
  const { sessionId, breakId, kind = 'linear', durationMs, position } = asked;
  const consent = consentOf(query);
  const ifa = of(query, 'ifa');
  const lmt = of(query, 'lmt');
  const publisher = of(query, 'publisher');
  return {
    ...{ protocol: DECISION_PROTOCOL, sessionId, breakId, kind, durationMs, ...(position && { position }) },
    ...{ startsAt: 0, upids: upidsOf(query), budgetMs: 0 }, // an ad tag says neither when, nor how long it waits
    ...(consent && { consent }),
    // Unknown counts as limited.
    ...((ifa !== undefined || lmt !== undefined) && {
      identity: { ifa: ifa ?? null, ifaType: of(query, 'ifaType') ?? null, lmt: lmt !== '0' },
    }),
    ...(publisher !== undefined && { publisher }),
    viewing: viewingOf(query),
    pod: {
      ...numbers(query, ['minMs', 'maxAds']),
      ...millisecondsOf(query, 'minAdMs', 'minAdSeconds'),
      ...millisecondsOf(query, 'maxAdMs', 'maxAdSeconds'),
      ...(of(query, 'adMs') && { requiredAdMs: listOf(query, 'adMs').map(Number) }),
      ...(of(query, 'mimes') && { mimes: listOf(query, 'mimes') }),
    },
  };
}

/** For an address whose answer has HLS alone: what has none is not to be decided for it. */
export const inHls = (request: DecisionRequest): DecisionRequest => ({
  ...request,
  pod: { ...request.pod, mimes: ['application/vnd.apple.mpegurl'] },
});

/** How long the break is; null: the address does not say. */
export const lengthOf = (query: AskerQuery): number | null =>
  millisecondsOf(query, 'durationMs', 'maxSeconds')['durationMs'] ?? null;

/** Where the break is to the programme, as [BREAKPOSITION] counts (VAST 4.3 §6). */
export function positionOf(query: AskerQuery): Pick<AskedBreak, 'position'> {
  const said = of(query, 'breakPosition');
  return said === '1' ? { position: 'pre' } : said === '3' ? { position: 'post' } : {};
}

const of = (query: AskerQuery, name: string): string | undefined => query[name] || undefined;
const listOf = (query: AskerQuery, name: string): string[] => (query[name] ?? '').split(',').filter(Boolean);

function numbers(query: AskerQuery, names: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(names.flatMap((name) => (query[name] ? [[name, Number(query[name])]] : [])));
}

/** VAST's macros are whole seconds. */
function millisecondsOf(query: AskerQuery, name: string, inSeconds: string): Readonly<Record<string, number>> {
  const [ms, said] = [of(query, name), of(query, inSeconds)];
  if (ms !== undefined) return { [name]: Number(ms) };
  return said === undefined ? {} : { [name]: Number(said) * 1000 };
}

const upidsOf = (query: AskerQuery): DecisionRequest['upids'] =>
  listOf(query, 'upids').map((upid) => {
    const [type, hex = ''] = upid.split(':');
    return { type: Number(type), hex: hex.toLowerCase() };
  });

function texts(query: AskerQuery, names: Readonly<Record<string, string>>): Readonly<Record<string, string>> | null {
  const found = Object.entries(names).flatMap(([field, name]) => (query[name] ? [[field, query[name]]] : []));
  return found.length === 0 ? null : (Object.fromEntries(found) as Record<string, string>);
}

/** A tag that hands over strings leaves the judgement to them: `personalised` is no more than what they allow. */
function consentOf(query: AskerQuery): Consent | null {
  const strings = texts(query, { tcString: 'gdprConsent', gppString: 'gpp', usPrivacy: 'usPrivacy' });
  const sections = of(query, 'gppSid')?.split(/[,_]/).map(Number);
  const regulations = listOf(query, 'regulations').map((name) => name.trim().toLowerCase());
  const falls = (name: string): string | undefined => of(query, name) ?? (regulations.includes(name) ? '1' : undefined);
  const [gdpr, coppa] = [falls('gdpr'), falls('coppa')];
  // Sections alone say much: a law applies, and nobody can read what the viewer chose.
  if (strings === null && sections === undefined && gdpr === undefined && coppa === undefined) return null;
  return {
    personalised: coppa !== '1',
    ...strings,
    ...(sections && { gppSectionIds: sections }),
    ...(gdpr !== undefined && { gdprApplies: gdpr === '1' }),
    ...(coppa !== undefined && { coppa: coppa === '1' }),
  };
}

/** Fields of `Viewing` by the names that an address has for them. */
const named = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, name]));
const OF_DEVICE = { type: 'deviceType', ...named('os', 'osVersion', 'make', 'model', 'language') };
const OF_APP = { name: 'app', ...named('bundle', 'domain', 'storeUrl') };
const OF_CONTENT = {
  ...{ id: 'contentId', language: 'contentLanguage' },
  ...named('title', 'series', 'season', 'channel', 'network', 'rating'),
};
const OF_PLACE = named('country', 'region', 'metro', 'city', 'zip');

function viewingOf(query: AskerQuery): Viewing {
  const device = texts(query, OF_DEVICE);
  const app = texts(query, OF_APP);
  const content = texts(query, OF_CONTENT);
  const genres = listOf(query, 'genre');
  const live = of(query, 'live');
  const geo = texts(query, OF_PLACE);
  const household = of(query, 'household');
  const segments = listOf(query, 'segments');
  const custom = customOf(listOf(query, 'custom'));
  return {
    ...(device && { device }),
    ...(app && { app }),
    ...((content !== null || genres.length > 0 || live !== undefined) && {
      content: {
        ...content,
        ...(genres.length > 0 && { genres }),
        ...(live !== undefined && { live: live === '1' }),
      },
    }),
    ...(geo !== null && { geo: { ...geo, ...(geo['country'] && { country: geo['country'].toUpperCase() }) } }),
    ...(segments.length > 0 && { segments }),
    ...(custom !== null && { custom }),
    ...(household !== undefined && { household }),
  };
}

function customOf(pairs: readonly string[]): NonNullable<Viewing['custom']> | null {
  const custom = Object.create(null) as Record<string, string[]>; // `constructor` is a key like any other
  for (const pair of pairs) {
    const colon = pair.indexOf(':');
    if (colon > 0) (custom[pair.slice(0, colon)] ??= []).push(pair.slice(colon + 1));
  }
  return Object.keys(custom).length === 0 ? null : custom;
}
