/**
 * Two times this close mean the same cut, in milliseconds. Audio and video boundaries differ by up to a frame of each
 * (audio 21 ms, video 41 ms) and dates are rounded to a millisecond; a segment is never this short.
 */
export const SAME_CUT_MS = 60;
