export { checkConformance } from './check-conformance.js';
export type { RuleResult } from './rule.js';
export type { AdMedia, Stage, Subject, VideoLike } from './subject.js';
