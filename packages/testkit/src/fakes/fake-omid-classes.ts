import type { FakeOmidService } from './fake-omid-service.js';

export type FakeOmidClasses = ReturnType<typeof createFakeOmidClasses>;
type Hear = Parameters<FakeOmidService['hear']>[2];

/** The classes of a session client, as strict about their arguments as the published ones. null: there is no service. */
export function createFakeOmidClasses(service: Pick<FakeOmidService, 'hear'> | null) {
  class Partner {
    constructor(
      readonly name: string,
      readonly version: string,
    ) {
      needText('Partner.name', name);
      needText('Partner.version', version);
    }
  }
  class VerificationScriptResource {
    constructor(
      readonly resourceUrl: string,
      readonly vendorKey?: string,
      readonly verificationParameters?: string,
      readonly accessMode = 'full',
    ) {
      needText('VerificationScriptResource.resourceUrl', resourceUrl);
    }
    toJSON(): object {
      return { ...this };
    }
  }
  class Context {
    videoElement: object | null = null;
    constructor(
      readonly partner: object,
      readonly resources: readonly object[],
    ) {
      needValue('Context.partner', partner);
    }
    setVideoElement(element: object): void {
      needValue('Context.videoElement', element);
      this.videoElement = element;
    }
    setServiceWindow(window: unknown): void {
      needValue('Context.serviceWindow', window);
    }
  }
  class AdSession {
    #isRunning = false;
    #types: Record<string, string | undefined> | null = null;
    #isLoaded = false;
    readonly #registered = new Set<string>();
    constructor(context: object) {
      const { partner, resources, videoElement } = context as Context;
      const { name, version } = partner as Partner;
      this.send('setClientInfo', '1.3.17-fake', name, version);
      const scripts = (resources as VerificationScriptResource[]).map((script) => script.toJSON());
      this.send('injectVerificationScriptResources', scripts);
      if (videoElement) this.send('setVideoElement', videoElement);
      this.registerSessionObserver(({ type, data }) => {
        if (type === 'sessionStart') {
          this.#isRunning = true;
          this.#types = data as Record<string, string>;
        }
        if (type === 'sessionFinish') this.#isRunning = false;
      });
    }
    send(call: string, ...args: readonly unknown[]): void {
      service?.hear(call, args);
    }
    register(call: string): void {
      if (this.#registered.has(call)) throw new Error(`Cannot ${call}: it is done, expected once a session`);
      this.#registered.add(call);
      this.send(call);
    }
    /** As the published client: an impression outside of a session throws, another event is sent. */
    needRunning(): void {
      if (!this.#isRunning)
        throw new Error('Cannot tell an impression: session does not run, expected sessionStart first');
    }
    load(): void {
      this.#isLoaded = true;
    }
    isSupported = () => service !== null;
    setCreativeType = (type: string) => this.#define('creativeType', 'setCreativeType', type);
    setImpressionType = (type: string) => this.#define('impressionType', 'setImpressionType', type);
    registerSessionObserver = (hear: NonNullable<Hear>) => service?.hear('registerSessionObserver', [], hear);
    start = () => this.send('startSession', { underEvaluation: false });
    finish = () => this.send('finishSession');
    error = (type: string, message: string) => this.send('sessionError', type, message);
    #define(what: string, call: string, type: string): void {
      if (this.#isLoaded || this.#types?.[what])
        throw new Error(`Cannot ${call}: it is ${this.#types?.[what]}, expected one call, before loaded`);
      this.send(call, type);
      this.#types = { ...this.#types, [what]: type };
    }
  }
  class AdEvents {
    readonly #session: AdSession;
    constructor(session: object) {
      this.#session = session as AdSession;
      this.#session.register('registerAdEvents');
    }
    loaded(vast: object): void {
      this.#session.load();
      this.#session.send('loaded', (vast as VastProperties).toJSON());
    }
    impressionOccurred(): void {
      this.#session.needRunning();
      this.#session.send('impressionOccurred');
    }
  }
  class MediaEvents {
    readonly #session: AdSession;
    constructor(session: object) {
      this.#session = session as AdSession;
      this.#session.register('registerMediaEvents');
    }
    start(duration: number, volume: number): void {
      needNumber('MediaEvents.start.duration', duration);
      needNumber('MediaEvents.start.mediaPlayerVolume', volume, 1);
      this.#session.send('start', duration, volume);
    }
    volumeChange(volume: number): void {
      needNumber('MediaEvents.volumeChange.mediaPlayerVolume', volume, 1);
      this.#session.send('volumeChange', volume);
    }
    playerStateChange(state: string): void {
      needValue('MediaEvents.playerStateChange.playerState', state);
      this.#session.send('playerStateChange', state);
    }
    adUserInteraction(interaction: string): void {
      needValue('MediaEvents.adUserInteraction.interactionType', interaction);
      this.#session.send('adUserInteraction', interaction);
    }
    firstQuartile = () => this.#session.send('firstQuartile');
    midpoint = () => this.#session.send('midpoint');
    thirdQuartile = () => this.#session.send('thirdQuartile');
    complete = () => this.#session.send('complete');
    pause = () => this.#session.send('pause');
    resume = () => this.#session.send('resume');
    bufferStart = () => this.#session.send('bufferStart');
    bufferFinish = () => this.#session.send('bufferFinish');
    skipped = () => this.#session.send('skipped');
  }
  class VastProperties {
    constructor(
      readonly isSkippable: boolean,
      readonly skipOffset: number,
      readonly isAutoPlay: boolean,
      readonly position: string,
    ) {}
    toJSON(): object {
      return { ...this };
    }
  }
  return { Partner, VerificationScriptResource, Context, AdSession, AdEvents, MediaEvents, VastProperties };
}

function needText(what: string, value: unknown): void {
  if (typeof value !== 'string' || value.trim() === '')
    throw new Error(`Cannot take ${what}: ${String(value)}, expected text`);
}

function needValue(what: string, value: unknown): void {
  if (value === undefined || value === null) throw new Error(`Cannot take ${what}: ${String(value)}, expected a value`);
}

function needNumber(what: string, value: unknown, most = Infinity): void {
  if (typeof value !== 'number' || Number.isNaN(value) || (most === 1 && value < 0) || value > most)
    throw new Error(`Cannot take ${what}: ${String(value)}, expected a number${most === 1 ? ' from 0 to 1' : ''}`);
}
