import { hash32 } from '../eligibility/hash.js';

/**
 * 24 bits that tell the creatives of one line item apart, never 0: in a pod's token they are three bytes, where a name would be twenty.
 * Of a hundred creatives of one line item two share a tag once in 3,000 catalogues; then the first of them is counted for both.
 */
export const creativeTagOf = (creativeId: string): number => hash32(creativeId) >>> 8 || 1;
