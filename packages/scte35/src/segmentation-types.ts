/** Logical levels from the outside in (SCTE 35 §10.3.3.5), and what stands beside them. */
export type SegmentationLevel =
  | 'network'
  | 'program'
  | 'unscheduled'
  | 'alternate'
  | 'chapter'
  | 'break'
  | 'credit'
  | 'opportunity'
  | 'overlay'
  | 'block'
  | 'ad'
  | 'promo'
  | 'none';

/** One segmentation_type_id (SCTE 35 Table 23). */
export interface SegmentationType {
  readonly id: number;
  readonly name: string;
  readonly level: SegmentationLevel;
  readonly role: 'start' | 'end' | 'none';
  /** Types of the same segmentation_event_id that it ends; none for a start. */
  readonly closes: readonly number[];
  /** Whether the descriptor may end with sub_segment_num and sub_segments_expected. */
  readonly hasSubSegments: boolean;
}

/** `Start` and `End` come in twos, the end with the next number. */
const PAIRS: readonly (readonly [start: number, name: string, level: SegmentationLevel])[] = [
  [0x20, 'Chapter', 'chapter'],
  [0x22, 'Break', 'break'],
  [0x24, 'Opening Credit', 'credit'],
  [0x26, 'Closing Credit', 'credit'],
  [0x30, 'Provider Advertisement', 'ad'],
  [0x32, 'Distributor Advertisement', 'ad'],
  [0x34, 'Provider Placement Opportunity', 'opportunity'],
  [0x36, 'Distributor Placement Opportunity', 'opportunity'],
  [0x38, 'Provider Overlay Placement Opportunity', 'overlay'],
  [0x3a, 'Distributor Overlay Placement Opportunity', 'overlay'],
  [0x3c, 'Provider Promo', 'promo'],
  [0x3e, 'Distributor Promo', 'promo'],
  [0x40, 'Unscheduled Event', 'unscheduled'],
  [0x42, 'Alternate Content Opportunity', 'alternate'],
  [0x44, 'Provider Ad Block', 'block'],
  [0x46, 'Distributor Ad Block', 'block'],
  [0x50, 'Network', 'network'],
];

/** What has no regular pair: start and end of a program, and notices. */
const SINGLES: readonly (readonly [number, string, SegmentationLevel, SegmentationType['role'], readonly number[]])[] =
  [
    [0x00, 'Not Indicated', 'none', 'none', []],
    [0x01, 'Content Identification', 'none', 'none', []],
    // "Call Ad Server" in many systems.
    [0x02, 'Private', 'none', 'none', []],
    [0x10, 'Program Start', 'program', 'start', []],
    [0x11, 'Program End', 'program', 'end', [0x10, 0x17, 0x19]],
    [0x12, 'Program Early Termination', 'program', 'end', [0x10, 0x17, 0x19]],
    [0x13, 'Program Breakaway', 'program', 'start', []],
    [0x14, 'Program Resumption', 'program', 'end', [0x13]],
    [0x15, 'Program Runover Planned', 'program', 'none', []],
    [0x16, 'Program Runover Unplanned', 'program', 'none', []],
    [0x17, 'Program Overlap Start', 'program', 'start', []],
    [0x18, 'Program Blackout Override', 'program', 'none', []],
    [0x19, 'Program Join', 'program', 'start', []],
    [0x1a, 'Program Immediate Resumption', 'program', 'end', [0x13]],
  ];

const TYPES = /* @__PURE__ */ typesOf();

function typesOf(): ReadonlyMap<number, SegmentationType> {
  const types = new Map<number, SegmentationType>();
  for (const [id, name, level, role, closes] of SINGLES) {
    types.set(id, { id, name, level, role, closes, hasSubSegments: false });
  }
  for (const [id, name, level] of PAIRS) {
    const hasSubSegments = id === 0x30 || id === 0x32 || /^(opportunity|overlay|block)$/.test(level);
    types.set(id, { id, name: `${name} Start`, level, role: 'start', closes: [], hasSubSegments });
    types.set(id + 1, { id: id + 1, name: `${name} End`, level, role: 'end', closes: [id], hasSubSegments: false });
  }
  return types;
}

/** null for an id that the standard reserves. */
export function segmentationTypeOf(segmentationTypeId: number): SegmentationType | null {
  return TYPES.get(segmentationTypeId) ?? null;
}

/** All that the standard names, by id. */
export function listSegmentationTypes(): readonly SegmentationType[] {
  return [...TYPES.values()].sort((a, b) => a.id - b.id);
}
