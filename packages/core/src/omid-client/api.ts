export interface OmidPortOptions {
  /**
   * The published Open Measurement session client, 1.3 or later, as the page has it: `OmidSessionClient['default']` of its script,
   * `OmidSessionClient` of the same file as a CommonJS module. Run with 1.3.17 (`node bench/run.mjs omid`).
   */
  readonly sessionClient: OmidSessionClient;
  /** The service script, on the integrator's own host. Left out: the page has loaded it. Loaded with the first ad that asks. */
  readonly serviceScriptUrl?: string;
  /** The integrator, as registered with IAB Tech Lab. */
  readonly partner: { readonly name: string; readonly version: string };
  /** Vendors whose scripts may run in this page. Default: all of them. */
  readonly allowVendors?: readonly string[];
  /** What viewability is measured on. */
  readonly videoElement?: HTMLVideoElement;
  /** What a vendor's script may reach: `full` gives it the page. Default `limited`. */
  readonly accessMode?: 'full' | 'limited';
}

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
