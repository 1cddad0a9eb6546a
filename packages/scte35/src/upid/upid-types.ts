/** Names of segmentation_upid_type (SCTE 35 Table 22); all others are reserved. */
const NAMES = [
  'Not Used',
  'User Defined',
  'ISCI',
  'Ad-ID',
  'UMID',
  'ISAN (deprecated)',
  'ISAN',
  'TID',
  'TI',
  'ADI',
  'EIDR',
  'ATSC Content Identifier',
  'MPU',
  'MID',
  'ADS Information',
  'URI',
  'UUID',
  'SCR',
];

export function upidTypeName(type: number): string {
  return NAMES[type] ?? 'Reserved';
}

/** Types whose bytes are text: user defined, ISCI, Ad-ID, TID, ADI, ADS, URI, SCR. */
const TEXT_TYPES = [0x01, 0x02, 0x03, 0x07, 0x09, 0x0e, 0x0f, 0x11];

export function isTextUpid(type: number): boolean {
  return TEXT_TYPES.includes(type);
}
