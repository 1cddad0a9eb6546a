import { CATALOGUE_SCHEMA } from '../catalogue-schema.js';
import { caps, closed, currency } from './field-schemas.js';
import { KINDS } from './kinds.js';
import { RECORD_SCHEMAS } from './record-schemas.js';

const lists = Object.fromEntries(KINDS.map((kind) => [kind, { type: 'array', items: RECORD_SCHEMAS[kind] }]));

/** JSON Schema of one file: any of the lists, the currencies, caps by IAB category, and the short form `items`, where a line item is its own creative. */
export const DOCUMENT_SCHEMA = closed([], {
  currency,
  rates: {
    type: 'object',
    propertyNames: { pattern: '^[A-Z]{3}$' },
    additionalProperties: { type: 'number', exclusiveMinimum: 0 },
  },
  categoryCaps: { type: 'object', propertyNames: { pattern: '^[\\w.-]{1,64}$' }, additionalProperties: caps },
  ...lists,
  items: CATALOGUE_SCHEMA.properties.items,
});
