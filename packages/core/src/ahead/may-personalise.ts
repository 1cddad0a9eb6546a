import { discloses, isAgreed, type Privacy } from '../privacy/privacy.js';

/** True where the viewer may be told from others: as consent says, where the application asks for it, and the device does not limit it. */
export function mayPersonalise(privacy: Privacy): boolean {
  const { consent } = discloses(privacy);
  return (!consent || isAgreed(consent)) && !privacy.identity?.lmt;
}
