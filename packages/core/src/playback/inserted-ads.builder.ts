import { planInsert, type AdMedia } from '@cutaway/manifest';
import { BREAK } from '../turn.builder.js';

export const SEGMENT = { uri: 'https://ads.example/one/0.m4s', durationMs: 5760, byteRange: null };

/** An ad of one segment. */
export const MEDIA: AdMedia = {
  adInstanceId: 'one',
  durationMs: 5760,
  renditions: [{ kind: 'video', bandwidth: null, codecs: null, mapUri: null, mapByteRange: null, segments: [SEGMENT] }],
};
/** It is inserted into VOD at the start of the break, and ten minutes later. */
export const PLAN = planInsert({ breakId: BREAK.id, at: BREAK.startsAt, ads: [MEDIA] }, []);
export const LATER = planInsert({ breakId: 'later', at: BREAK.startsAt + 600_000, ads: [MEDIA] }, [PLAN]);
