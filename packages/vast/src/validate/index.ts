export { validate } from './validate.js';
export type { Finding } from './finding.js';
export type { RuleId } from './rules.js';
