/** Identifiers of descriptors as numbers: `CUEI`, those of the standard, and `DVB_`. */
export const CUEI = 0x43554549;
export const DVB = 0x4456425f;
