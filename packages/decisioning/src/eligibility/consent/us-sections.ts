/** Where in the core segment of a US section the fields are that matter here: bit offsets of fields of two bits each. */
export interface UsLayout {
  readonly name: string;
  /** What the first six bits may be. */
  readonly version: number;
  /** `SaleOptOutNotice`, `SharingOptOutNotice`, `TargetedAdvertisingOptOutNotice`: 2 is a notice that was not given. */
  readonly notices: readonly number[];
  /** `SaleOptOut`, `SharingOptOut`, `TargetedAdvertisingOptOut`: 1 is opted out. */
  readonly optOuts: readonly number[];
  /** `KnownChildSensitiveDataConsents`: all but 0 speaks of a child. */
  readonly children: readonly number[];
}

const pairs = (from: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_n, at) => from + 2 * at);

/** Most states: a notice of processing, then those of sale and of targeted advertising, then the two opt-outs. */
const aState = (name: string, children: readonly number[]): UsLayout => ({
  name,
  version: 1,
  notices: [8, 10],
  optOuts: [12, 14],
  children,
});

/** Utah and Iowa: one more notice, of sensitive data, before the opt-outs. */
const aStateWithSensitive = (name: string): UsLayout => ({ ...aState(name, [34]), optOuts: [14, 16] });

/** The later ones begin with the MSPA's own fields. */
const aStateWithMspa = (name: string, children: readonly number[]): UsLayout => ({
  ...aState(name, children),
  notices: [12, 14],
  optOuts: [16, 18],
});

const national = { name: 'usnat', notices: [8, 10, 12], optOuts: [18, 20, 22] } as const;

/** By GPP section id, and by version where there are several (IAB GPP "Section Information" and the page of each section). */
export const US_SECTIONS: ReadonlyMap<number, readonly UsLayout[]> = new Map([
  [
    7,
    [
      { ...national, version: 1, children: pairs(48, 2) },
      { ...national, version: 2, children: pairs(56, 3) },
    ],
  ],
  [8, [{ name: 'usca', version: 1, notices: [6, 8], optOuts: [12, 14], children: pairs(34, 2) }]],
  [9, [aState('usva', [32])]],
  [10, [aState('usco', [30])]],
  [11, [aStateWithSensitive('usut')]],
  [12, [aState('usct', pairs(32, 3))]],
  [13, [aState('usfl', pairs(32, 3))]],
  [14, [aState('usmt', pairs(32, 3))]],
  [15, [aState('usor', pairs(38, 3))]],
  [16, [aState('ustx', [32])]],
  [17, [aState('usde', pairs(34, 5))]],
  [18, [aStateWithSensitive('usia')]],
  [19, [aState('usne', [32])]],
  [20, [aState('usnh', pairs(32, 3))]],
  [21, [aState('usnj', pairs(36, 5))]],
  [22, [aState('ustn', [32])]],
  [23, [aState('usmn', [32])]],
  [24, [aStateWithMspa('usmd', [])]],
  [25, [aStateWithMspa('usin', [20])]],
  [26, [aStateWithMspa('usky', [20])]],
  [27, [aStateWithMspa('usri', [20])]],
]);
