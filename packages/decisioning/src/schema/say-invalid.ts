/** What ajv says of one broken rule, as far as it is used here. */
export interface SchemaFault {
  readonly keyword: string;
  /** JSON pointer into the data: `/items/2/priceCpm`. */
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string | undefined;
}

/** A broken rule in the house's words: which field, what is there, what was expected. */
export interface FieldFault {
  /** `items[2].priceCpm`; empty for the whole document. */
  readonly field: string;
  /** `items[2].priceCpm is "4", expected a number`. */
  readonly text: string;
}

/** Turns a schema fault into words. `data` is what was checked, to say what is there now. */
export function sayInvalid(fault: SchemaFault, data: unknown): FieldFault {
  const steps = fault.instancePath.split('/').slice(1).map(unescapeStep);
  const inner = fault.params['missingProperty'] ?? fault.params['additionalProperty'];
  const field = [...steps, ...(typeof inner === 'string' ? [inner] : [])].reduce(joinStep, '');
  const named = field === '' ? 'the document' : field;
  if (fault.keyword === 'required') return { field, text: `${named} is missing, expected it to be there` };
  if (fault.keyword === 'additionalProperties') return { field, text: `${named} is not a known field, expected none` };
  return { field, text: `${named} is ${show(valueAt(data, steps))}, expected ${wanted(fault)}` };
}

function wanted(fault: SchemaFault): string {
  const { allowedValues, allowedValue, type, limit, comparison } = fault.params;
  if (Array.isArray(allowedValues)) return `one of ${allowedValues.map(show).join(', ')}`;
  if (fault.keyword === 'const') return show(allowedValue);
  if (fault.keyword === 'type') return `type ${String(type).split(',').join(' or ')}`;
  if (typeof comparison === 'string') return `a number ${comparison} ${String(limit)}`;
  return (fault.message ?? 'another value').replace(/^must (NOT )?/, (_, not) => (not ? 'not to ' : 'to '));
}

function valueAt(data: unknown, steps: readonly string[]): unknown {
  let here = data;
  for (const step of steps) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Readonly<Record<string, unknown>>)[step];
  }
  return here;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

const joinStep = (path: string, step: string): string =>
  /^\d+$/.test(step) ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`;

/** RFC 6901 §4. */
const unescapeStep = (step: string): string => step.replace(/~1/g, '/').replace(/~0/g, '~');
