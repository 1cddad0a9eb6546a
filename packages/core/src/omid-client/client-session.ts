import type { OmidCommand, OmidPortFact, OmidResource } from '@cutaway/tracking/omid';
import type { OmidPortOptions } from './api.js';

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
  session.setCreativeType('video');
  session.setImpressionType('beginToRender');
  const adEvents = new om.AdEvents(session);
  const media = new om.MediaEvents(session);
  session.registerSessionObserver(({ type }) => {
    if (type === 'sessionStart') tell({ type: 'session-started' });
    if (type === 'sessionFinish') tell({ type: 'session-finished' });
  });
  const loudness = (volume: number): number => volume * (videoElement?.volume ?? 1);

  function run(command: OmidCommand): void {
    switch (command.type) {
      case 'open':
        return;
      case 'loaded': {
        const { isSkippable, skipOffset, isAutoPlay, position } = command.vast;
        return adEvents.loaded(new om.VastProperties(isSkippable, skipOffset ?? 0, isAutoPlay, position));
      }
      case 'impressionOccurred':
        return adEvents.impressionOccurred();
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
        return session.finish();
      default:
        return media[command.type]();
    }
  }
  return { start: () => session.start(), run };
}
