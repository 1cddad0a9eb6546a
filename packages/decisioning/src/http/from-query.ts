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
    ...{ startsAt: 0, upids: [], budgetMs: 0 }, // an ad tag does not say
    ...(consent && { consent }),
    // Unknown counts as limited.
    ...((ifa !== undefined || lmt !== undefined) && {
      identity: { ifa: ifa ?? null, ifaType: of(query, 'ifaType') ?? null, lmt: lmt !== '0' },
    }),
    ...(publisher !== undefined && { publisher }),
    viewing: viewingOf(query),
    pod: {
      ...numbers(query, ['minMs', 'minAdMs', 'maxAdMs', 'maxAds']),
      ...(of(query, 'adMs') && { requiredAdMs: listOf(query, 'adMs').map(Number) }),
    },
  };
}

const of = (query: AskerQuery, name: string): string | undefined => query[name] || undefined;
const listOf = (query: AskerQuery, name: string): string[] => (query[name] ?? '').split(',').filter(Boolean);

function numbers(query: AskerQuery, names: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(names.flatMap((name) => (query[name] ? [[name, Number(query[name])]] : [])));
}

function texts(query: AskerQuery, names: Readonly<Record<string, string>>): Readonly<Record<string, string>> | null {
  const found = Object.entries(names).flatMap(([field, name]) => (query[name] ? [[field, query[name]]] : []));
  return found.length === 0 ? null : (Object.fromEntries(found) as Record<string, string>);
}

/** A tag that hands over strings leaves the judgement to them: `personalised` is no more than what they allow. */
function consentOf(query: AskerQuery): Consent | null {
  const strings = texts(query, { tcString: 'gdprConsent', gppString: 'gpp', usPrivacy: 'usPrivacy' });
  const sections = of(query, 'gppSid')?.split(/[,_]/).map(Number);
  const [gdpr, coppa] = [of(query, 'gdpr'), of(query, 'coppa')];
  if (strings === null && gdpr === undefined && coppa === undefined) return null;
  return {
    personalised: coppa !== '1',
    ...strings,
    ...(sections && { gppSectionIds: sections }),
    ...(gdpr !== undefined && { gdprApplies: gdpr === '1' }),
    ...(coppa !== undefined && { coppa: coppa === '1' }),
  };
}

function viewingOf(query: AskerQuery): Viewing {
  const device = texts(query, { type: 'deviceType', os: 'os', make: 'make', model: 'model', language: 'language' });
  const app = texts(query, { bundle: 'bundle', domain: 'domain' });
  const content = texts(query, { id: 'contentId', series: 'series', channel: 'channel', rating: 'rating' });
  const genres = listOf(query, 'genre');
  const live = of(query, 'live');
  const country = of(query, 'country');
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
    ...(country !== undefined && { geo: { country: country.toUpperCase() } }),
    ...(segments.length > 0 && { segments }),
    ...(custom !== null && { custom }),
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
