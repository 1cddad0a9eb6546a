export type { OmidCommand, OmidMediaEvent, OmidResource, OmidVastProperties } from './omid-command.js';
export type { OmidFact, OmidPortFact, VerificationNotExecuted } from './omid-fact.js';
export type { Measured, OmidSession, OmidStep } from './omid-session.js';
export { openOmid } from './open-omid.js';
export type { OmidSupport } from './pick-resources.js';
export { stepOmid } from './step-omid.js';
