/** What one splice_insert or segmentation descriptor says; a cancel has its `eventId` only. */
export interface SpliceEvent {
  readonly eventId: number;
  /** out_of_network_indicator, only of a splice_insert. */
  readonly isOut?: boolean;
  readonly autoReturn?: boolean;
  /** 90 kHz; null: none was given, or a segmentation_duration of 0. */
  readonly duration?: number | null;
  /** segmentation_type_id, as all that follows only of segmentation; of a splice_insert where a descriptor beside it tells. */
  readonly typeId?: number;
  /** None where its type is 0; bytes as lower-case hex. */
  readonly upids?: readonly { readonly type: number; readonly hex: string }[];
  /** True for the last one of several segments. */
  readonly isLast?: boolean;
  /** avail_num and avails_expected, or segment_num and segments_expected. */
  readonly num?: number;
  readonly expected?: number;
  /** sub_segment_num and sub_segments_expected, where the descriptor holds them. */
  readonly subNum?: number;
  readonly subExpected?: number;
  /** Where delivery_not_restricted_flag is 0. */
  readonly restrictions?: SpliceRestrictions;
}

/** Delivery restrictions of a segmentation descriptor. `deviceGroup` 3: none restricted. */
export interface SpliceRestrictions {
  readonly webDeliveryAllowed: boolean;
  readonly noRegionalBlackout: boolean;
  readonly archiveAllowed: boolean;
  readonly deviceGroup: 0 | 1 | 2 | 3;
}
