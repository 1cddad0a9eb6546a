/** A requirement as docs/requirements.md has it. */
export interface Requirement {
  readonly number: string;
  readonly text: string;
  /** `title` null: a benchmark; '': an item that is no test. */
  readonly proofs: readonly { readonly file: string; readonly title: string | null }[];
  readonly lacks: { readonly state: 'partly' | 'open'; readonly why: string } | null;
}

export const NUMBERS: readonly string[];
export function readRequirements(text: string): readonly Requirement[];
export function titlesIn(source: string): readonly string[];
export function problemsOf(
  entries: readonly Requirement[],
  readFile: (file: string) => string | null,
): readonly string[];
export function summaryOf(entries: readonly Requirement[]): string;
