import type { OmidCommand, OmidPortFact, OmidResource } from '@cutaway/tracking/omid';
import type { OmidAdEvents, OmidAdSession, OmidMediaEvents, OmidPortOptions } from './api.js';

/** The session of one ad: `start` may tell of it at once, so who holds it comes first. */
export interface ClientSession {
  start(): void;
  run(command: OmidCommand): void;
}

/** Makes the session of one ad. null: the client finds no service. Throws what the client throws. */
export function openClientSession(
  { sessionClient: om, partner, videoElement, accessMode = 'limited' }: OmidPortOptions,
  resources: readonly OmidResource[],
  tell: (heard: OmidPortFact) => void,
): ClientSession | null {
  const scripts = resources.map(
    // Empty text is refused by the client; left out is not.
    ({ url, vendor, parameters }) =>
      new om.VerificationScriptResource(url, vendor || undefined, parameters || undefined, accessMode),
  );
  const context = new om.Context(new om.Partner(partner.name, partner.version), scripts);
  if (videoElement) context.setVideoElement(videoElement);
  if (typeof window !== 'undefined') context.setServiceWindow?.(window);
  const session = new om.AdSession(context);
  if (!session.isSupported()) return null;
  const events = (): { readonly ad: OmidAdEvents; readonly media: OmidMediaEvents } => {
    session.setCreativeType('video');
    session.setImpressionType('beginToRender');
    return { ad: new om.AdEvents(session), media: new om.MediaEvents(session) };
  };
  const { ad, media } = orFinish(session, events);
  let isOver = false;
  session.registerSessionObserver(({ type }) => {
    if (type === 'sessionStart') tell({ type: 'session-started' });
    if (type !== 'sessionFinish') return; // a sessionError tells the vendors of an ad, and ends nothing
    isOver = true;
    tell({ type: 'session-finished' });
  });
  const loudness = (volume: number): number => volume * (videoElement?.volume ?? 1);

  function run(command: OmidCommand): void {
    switch (command.type) {
      case 'open':
        return;
      case 'loaded': {
        const { isSkippable, skipOffset, isAutoPlay, position } = command.vast;
        return ad.loaded(new om.VastProperties(isSkippable, skipOffset ?? 0, isAutoPlay, position));
      }
      case 'impressionOccurred':
        return ad.impressionOccurred();
      case 'start':
        return media.start(command.duration, loudness(command.volume));
      case 'volumeChange':
        return media.volumeChange(loudness(command.volume));
      case 'playerStateChange':
        return media.playerStateChange(command.state);
      case 'adUserInteraction':
        return media.adUserInteraction(command.interaction);
      case 'sessionError':
        return session.error('video', command.message);
      case 'finish':
        return isOver ? undefined : session.finish();
      default:
        return media[command.type]();
    }
  }
  return { start: () => session.start(), run };
}

/** The scripts are with the service already: a session that cannot go on must not leave them to the next one. */
function orFinish<Made>(session: OmidAdSession, make: () => Made): Made {
  try {
    return make();
  } catch (error) {
    session.finish();
    throw error;
  }
}
