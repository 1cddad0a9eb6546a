/** Where a record was written: a file and the place in it, a request, or the journal of changes. */
export interface Origin {
  /** `ads/spring.yaml`, `request`, `journal`. */
  readonly file: string;
  /** `lineItems[3]`; empty for the whole. */
  readonly path: string;
}

/** One thing that is wrong with a catalogue. */
export interface CatalogueFault {
  readonly file: string;
  /** `lineItems[3].endsAt`. */
  readonly field: string;
  /** Begins with the field, says what is there and what was expected. */
  readonly text: string;
}

/** So many are told at once. */
export const MAX_FAULTS = 20;

/** A catalogue that cannot be published. It has every fault; its message has the first 20. */
export class CatalogueError extends Error {
  override readonly name = 'CatalogueError';
  constructor(readonly faults: readonly CatalogueFault[]) {
    super(sayFaults(faults));
  }
}

function sayFaults(faults: readonly CatalogueFault[]): string {
  const [only, second] = faults;
  if (only !== undefined && second === undefined) return `Cannot load catalogue ${only.file}: ${only.text}`;
  const lines = faults.slice(0, MAX_FAULTS).map(({ file, text }) => `\n  ${file}: ${text}`);
  const more = faults.length > MAX_FAULTS ? `\n  and ${faults.length - MAX_FAULTS} more` : '';
  return `Cannot load catalogue: ${faults.length} faults${lines.join('')}${more}`;
}

/** Takes notice of a fault in a field of what was written at `origin`. */
export type Refuse = (origin: Origin, field: string, state: string) => void;

/** A list of faults and the way to add to it. `state` is "is 3, expected …". */
export function collectFaults(): { readonly faults: CatalogueFault[]; readonly refuse: Refuse } {
  const faults: CatalogueFault[] = [];
  const refuse: Refuse = ({ file, path }, field, state) => {
    const whole = [path, field].filter((step) => step !== '').join('.');
    faults.push({ file, field: whole, text: `${whole === '' ? 'the document' : whole} ${state}` });
  };
  return { faults, refuse };
}

/** A value as a fault shows it. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'missing';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
