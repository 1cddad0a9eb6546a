/** What of the published session client is used: classes of `OmidSessionClient['default']` (OM Web SDK, 1.3 and later). */
export interface OmidSessionClient {
  readonly Partner: new (name: string, version: string) => object;
  readonly VerificationScriptResource: new (
    url: string,
    vendorKey?: string,
    parameters?: string,
    accessMode?: string,
  ) => object;
  readonly Context: new (partner: object, resources: readonly object[]) => OmidContext;
  readonly AdSession: new (context: OmidContext) => OmidAdSession;
  readonly AdEvents: new (session: OmidAdSession) => OmidAdEvents;
  readonly MediaEvents: new (session: OmidAdSession) => OmidMediaEvents;
  readonly VastProperties: new (
    isSkippable: boolean,
    skipOffset: number,
    isAutoPlay: boolean,
    position: string,
  ) => object;
}

export interface OmidContext {
  setVideoElement(element: HTMLVideoElement): void;
  setServiceWindow?(window: unknown): void;
}

export interface OmidAdSession {
  isSupported(): boolean;
  setCreativeType(type: string): void;
  setImpressionType(type: string): void;
  start(): void;
  finish(): void;
  error(type: string, message: string): void;
  registerSessionObserver(hear: (event: { readonly type: string }) => void): void;
}

export interface OmidAdEvents {
  loaded(vast: object): void;
  impressionOccurred(): void;
}

export interface OmidMediaEvents {
  start(duration: number, volume: number): void;
  firstQuartile(): void;
  midpoint(): void;
  thirdQuartile(): void;
  complete(): void;
  pause(): void;
  resume(): void;
  bufferStart(): void;
  bufferFinish(): void;
  skipped(): void;
  volumeChange(volume: number): void;
  playerStateChange(state: string): void;
  adUserInteraction(interaction: string): void;
}
