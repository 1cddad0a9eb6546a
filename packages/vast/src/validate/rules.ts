interface Rule {
  readonly severity: 'error' | 'warning';
  /** Where a clause says it; an element's own clause is told instead where there is one. */
  readonly clause: string;
}

const error = (clause: string): Rule => ({ severity: 'error', clause });
const warning = (clause: string): Rule => ({ severity: 'warning', clause });

/**
 * All that is looked for. An error: players refuse the document or do the wrong thing. A warning: some do, or it is not what was
 * meant. Clauses are numbers where the text was at hand (VAST 4.3, December 2022; XML; RFCs), else the element and its version.
 */
export const RULES = {
  'well-formed': error('XML 1.0 §2.1, VAST error 100'),
  root: error('VAST 4.3 §3.2'),
  version: error('VAST 4.3 §3.2'),
  'version-odd': warning('VAST 4.3 §3.2'),
  namespace: warning('VAST 4.2 schema, targetNamespace'),
  'no-ad': warning('VAST 4.3 §3.2.1'),
  'element-missing': error('VAST 4.3 §3'),
  'element-repeated': error('VAST 4.3 §3'),
  'element-unknown': warning('VAST 4.3 §3'),
  'element-misspelt': error('VAST 4.3 §3'),
  'attribute-missing': error('VAST 4.3 §3'),
  'attribute-unknown': warning('VAST 4.3 §3'),
  'attribute-misspelt': error('VAST 4.3 §3'),
  value: error('VAST 4.3 §3'),
  'text-missing': error('VAST 4.3 §3'),
  'ad-type': error('VAST 4.3 §3.3.2'),
  'error-beside-ad': error('VAST 4.3 §3.2.1'),
  'sequence-repeated': warning('VAST 4.3 §3.3.1'),
  'id-repeated': warning('VAST 4.3, id of <Ad> and <Creative>'),
  'serving-id-repeated': warning('VAST 4.3 §3.4.3'),
  'creative-empty': error('VAST 4.3 §3.7'),
  'resource-missing': error('VAST 4.3 §3.15.1'),
  'verification-empty': warning('VAST 4.3 §3.17'),
  'duration-zero': warning('VAST 4.3 §3.8.1'),
  'skip-late': warning('VAST 4.3 §3.8'),
  'progress-late': warning('VAST 4.3 §3.14.1'),
  'progress-offset': error('VAST 4.3 §3.14.1'),
  'event-misspelt': error('VAST 4.3 §3.14.1'),
  'event-unknown': warning('VAST 4.3 §3.14.1'),
  'url-relative': error('RFC 3986 §4.3'),
  'url-invalid': error('RFC 3986 §3'),
  'url-space': error('RFC 3986 §2'),
  'url-insecure': warning('W3C Mixed Content'),
  'macro-misspelt': warning('VAST 4.3 §6.2'),
  codec: warning('VAST 4.3 §3.9.1, RFC 6381'),
  'bitrate-missing': warning('VAST 4.3 §3.9.1'),
  'bitrate-half': warning('VAST 4.3 §3.9.1'),
  deprecated: warning('VAST 4.3'),
  'addendum-misspelt': warning('VAST CTV Addendum 2024'),
  'vmap-version': error('VMAP 1.0.1 <VMAP>'),
  'vmap-value': error('VMAP 1.0.1 <AdTagURI>'),
  'vmap-source': error('VMAP 1.0.1 <AdSource>'),
  'vmap-no-source': warning('VMAP 1.0.1 <AdBreak>'),
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleId = keyof typeof RULES;
