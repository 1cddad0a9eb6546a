import type { ProgramMs } from './units.js';

/** How a signal travelled. */
export type Carrier = 'daterange' | 'cue-out' | 'interstitial' | 'emsg' | 'dash-event' | 'id3' | 'vmap' | 'app';

/** What may show: ads in place of the programme, or an image over it (SCTE-35 0x38 to 0x3B). */
export type BreakKind = 'linear' | 'overlay';

/** A programme identifier as the signal carried it (SCTE-35 segmentation_upid). `hex` is lower case, no prefix. */
export interface Upid {
  readonly type: number;
  readonly hex: string;
}

interface SignalBase {
  /** Names the event within its carrier: the DATERANGE ID, or the splice or segmentation event id. */
  readonly key: string;
  readonly carrier: Carrier;
  /** The raw tag or section, as proof. */
  readonly evidence: string;
}

/** One normalised notice from a carrier about ads. */
export type Signal =
  | (SignalBase & {
      readonly type: 'break-start';
      readonly kind: BreakKind;
      readonly startsAt: ProgramMs;
      /** null: the signal gave no duration. */
      readonly plannedMs: number | null;
      /** True where the break ends by itself after its duration (SCTE-35 auto_return). */
      readonly autoReturn: boolean;
      readonly upids: readonly Upid[];
      /** SCTE-35 segmentation_type_id, or null for a splice_insert or a plain tag. */
      readonly segmentationTypeId: number | null;
    })
  /** `kind`, where the carrier tells it: such an end closes no break of the other kind. */
  | (SignalBase & { readonly type: 'break-end'; readonly endsAt: ProgramMs; readonly kind?: BreakKind })
  | (SignalBase & { readonly type: 'break-cancel'; readonly kind?: BreakKind });
