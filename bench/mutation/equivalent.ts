/** Faults that change nothing that can be seen, by kind: file, what was there, and what the fault makes of it. */
export const EQUIVALENT: readonly {
  readonly why: string;
  readonly faults: readonly (readonly [string, string, string])[];
}[] = [];
