import type { ProgramMs } from './units.js';

/** How a signal travelled. */
export type Carrier =
  'daterange' | 'cue-out' | 'interstitial' | 'schedule' | 'emsg' | 'dash-event' | 'id3' | 'ts' | 'vmap' | 'app';

/** What may show: ads in place of the programme, or an image over it (SCTE-35 0x38 to 0x3B). */
export type BreakKind = 'linear' | 'overlay';

/** A programme identifier as the signal carried it (SCTE-35 segmentation_upid). `hex` is lower case, no prefix. */
export interface Upid {
  readonly type: number;
  readonly hex: string;
}

/** Where a time comes from, the most trusted first: a date in the manifest, an event's own time, a segment's start, a PTS. */
export type TimeSource = 'date' | 'event' | 'segment' | 'pts';

/** Where a duration comes from, the most trusted first: what was, what the section says, what the tag says, what was planned. */
export type DurationSource = 'actual' | 'payload' | 'cue' | 'planned';

/** The SCTE-35 event that a signal speaks of. Ids are unique only while their event is active (SCTE 35 §9.7.3.1). */
export interface SpliceEventRef {
  readonly command: 'splice-insert' | 'segmentation';
  readonly eventId: number;
  /** avail_num or segment_num, and how many are expected; 0 where not used. */
  readonly num: number;
  readonly expected: number;
  /** sub_segment_num and sub_segments_expected; 0 where absent. */
  readonly subNum: number;
  readonly subExpected: number;
  /** Splice time with pts_adjustment in milliseconds, modulo 2^33 / 90; null: at once. */
  readonly ptsMs: number | null;
}

/** Delivery restrictions of a segmentation descriptor (SCTE 35 §10.3.3.1). `deviceGroup` 3: none restricted. */
export interface Restrictions {
  readonly webDeliveryAllowed: boolean;
  readonly noRegionalBlackout: boolean;
  readonly archiveAllowed: boolean;
  readonly deviceGroup: 0 | 1 | 2 | 3;
}

/** What an HLS interstitial says beyond its times (RFC 8216bis Appendix D). Offsets and limits in milliseconds. */
export interface Interstitial {
  /** Exactly one of the two is given. May be relative to the playlist. */
  readonly assetUri: string | null;
  readonly assetListUri: string | null;
  /** null: as long as what was played. */
  readonly resumeOffsetMs: number | null;
  readonly playoutLimitMs: number | null;
  readonly snap: readonly ('OUT' | 'IN')[];
  readonly restrict: readonly ('SKIP' | 'JUMP')[];
  readonly once: boolean;
  readonly contentMayVary: boolean;
  readonly timelineOccupies: 'POINT' | 'RANGE';
  readonly timelineStyle: 'HIGHLIGHT' | 'PRIMARY';
  readonly skipControl: {
    readonly offsetMs: number;
    readonly durationMs: number | null;
    readonly labelId: string | null;
  } | null;
  /** X-AD-CREATIVE-SIGNALING as it came. */
  readonly creativeSignaling: string | null;
  /** Only of a DASH alternative MPD event: `assetUri` is its MPD. */
  readonly alternativeMpd?: AlternativeMpd;
}

/** What a DASH alternative MPD event says beyond what an interstitial can (ISO/IEC 23009-1 §5.16). */
export interface AlternativeMpd {
  readonly mode: 'replace' | 'insert';
  /** How long before the break its MPD may be asked for. */
  readonly resolveAheadMs: number;
  /** True: a replacement that starts late still ends when it would have. */
  readonly clip: boolean;
  /** True: a replacement that starts late starts in its middle. */
  readonly startWithOffset: boolean;
  /** Of breaks that a seek passes over: 0 none is shown, 1 all are, 2 the latest is. */
  readonly noJump: 0 | 1 | 2;
}

interface SignalBase {
  /** Names the event within its carrier: the DATERANGE ID, or the splice or segmentation event id. */
  readonly key: string;
  readonly carrier: Carrier;
  /** The raw tag or section, as proof. */
  readonly evidence: string;
  /** Absent where no section was read. */
  readonly event?: SpliceEventRef;
  /** Default `date`. */
  readonly timeFrom?: TimeSource;
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
      /** Default `planned`. */
      readonly durationFrom?: DurationSource;
      readonly restrictions?: Restrictions;
      /** True where the tag says that the break runs already, so that its start was counted back (EXT-X-CUE-OUT-CONT). */
      readonly isContinued?: boolean;
      /** Before or after the whole content, whatever `startsAt` says (CUE="PRE", VMAP "start"). */
      readonly position?: 'pre' | 'post';
      readonly interstitial?: Interstitial;
      /** Attributes for the decision (EXT-X-ASSET), decoded. */
      readonly asset?: Readonly<Record<string, string>>;
    })
  /** `kind`, where the carrier tells it: such an end closes no break of the other kind. */
  | (SignalBase & {
      readonly type: 'break-end';
      readonly endsAt: ProgramMs;
      readonly kind?: BreakKind;
      /** Of the end message; absent for a splice_insert or a plain tag. */
      readonly segmentationTypeId?: number;
    })
  | (SignalBase & { readonly type: 'break-cancel'; readonly kind?: BreakKind })
  /**
   * A border that is no break but may close some: programme, chapter, breakaway, unscheduled event, network (SCTE-35
   * 0x10 to 0x1A, 0x20, 0x21, 0x40 to 0x43, 0x50, 0x51).
   */
  | (SignalBase & {
      readonly type: 'boundary';
      readonly at: ProgramMs;
      readonly segmentationTypeId: number;
      readonly restrictions?: Restrictions;
    })
  /** Ads may be asked for ahead: nothing opens (com.apple.hls.preload, SCTE-35 0x02). */
  | (SignalBase & {
      readonly type: 'break-hint';
      readonly startsAt: ProgramMs;
      readonly plannedMs: number | null;
      /** The key of the break that it speaks of, where it names one. */
      readonly target: string | null;
    });
