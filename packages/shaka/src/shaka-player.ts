/**
 * What this package uses of a `shaka.Player`, so that any build of Shaka fits. Not Shaka's own types: its declarations export a
 * default out of a CommonJS package, which bundlers and Node resolve to different types.
 */
export interface ShakaPlayer {
  addEventListener(type: string, listener: (event: Event) => void): void;
  removeEventListener(type: string, listener: (event: Event) => void): void;
  attach(element: HTMLMediaElement): Promise<unknown>;
  configure(config: object): boolean;
  destroy(): Promise<unknown>;
  detach(keepAdManager?: boolean): Promise<unknown>;
  /** Left out: this Shaka has it not. What it answers is given to `load`. */
  detachAndSavePreload?(keepAdManager: boolean, savePosition: boolean): Promise<object | null>;
  getAdManager(): object | null;
  /** null while nothing is loaded. */
  getAssetUri(): string | null;
  getConfiguration(): {
    readonly abr?: { readonly enabled?: boolean };
    readonly ads: object;
    readonly mediaSource?: object;
    readonly streaming: {
      readonly gapDetectionThreshold?: number;
      readonly inaccurateManifestTolerance?: number;
      readonly retryParameters?: object;
      readonly updateIntervalSeconds?: number;
    };
  };
  /** null once the player is destroyed. */
  getNetworkingEngine(): ShakaNetwork | null;
  getPresentationStartTimeAsDate(): Date | null;
  /** Left out: this Shaka has it not, and what sounds is one of its variants. */
  getAudioTracks?(): readonly ShakaSound[];
  getStats(): { readonly estimatedBandwidth: number; readonly bytesDownloaded?: number };
  getTextTracks(): readonly ShakaTrack[];
  getVariantTracks(): readonly ShakaTrack[];
  isLive(): boolean;
  /** Left out: the active text track is to be seen. */
  isTextTrackVisible?(): boolean;
  /** Left out: the chosen text track is to be seen. */
  setTextTrackVisibility?(isVisible: boolean): void;
  load(uri: string | object | null, startTime?: number | null, mimeType?: string | null): Promise<unknown>;
  /** null: the element plays it by itself. */
  preload(uri: string): Promise<{ waitForFinish(): Promise<unknown> } | null>;
  retryStreaming(): boolean;
  /** Left out: Shaka 5 has it not. */
  selectAudioLanguage?(language: string, role?: string): void;
  selectAudioTrack?(track: ShakaSound): void;
  selectVariantTrack(track: ShakaTrack): void;
  /** null: none is to be seen; Shaka 4 hides what is chosen. */
  selectTextTrack(track?: ShakaTrack | null): void;
  seekRange(): { readonly start: number; readonly end: number };
}

/** A variant, or a rendition of text. */
export interface ShakaTrack {
  readonly active: boolean;
  readonly bandwidth: number;
  readonly codecs: string | null;
  readonly height?: number | null;
  readonly label?: string | null;
  readonly language: string;
  readonly mimeType?: string | null;
  readonly roles: readonly string[];
  readonly width?: number | null;
}

/** A line of text; times in seconds of the element. */
export interface ShakaCue {
  startTime: number;
  endTime: number;
  readonly nestedCues?: readonly ShakaCue[];
}

/** The segment that a line of text came in, in seconds. */
export interface ShakaCueTimes {
  /** What was added to its own times. */
  readonly periodStart: number;
  readonly segmentStart: number;
  readonly segmentEnd: number;
}

/** A rendition of sound. */
export type ShakaSound = Pick<ShakaTrack, 'active' | 'label' | 'language' | 'roles'>;

/** What an application adds to the config of a Shaka Player: an object in the shape of `player.configure`. */
export type ShakaConfig = Readonly<Record<string, unknown>>;

export interface ShakaNetwork {
  /** Left out: nothing is fetched ahead. */
  request?(type: number, request: ShakaRequest): { readonly promise: Promise<unknown> };
  registerResponseFilter(filter: ResponseFilter): void;
  unregisterResponseFilter(filter: ResponseFilter): void;
  registerRequestFilter(filter: RequestFilter): void;
  unregisterRequestFilter(filter: RequestFilter): void;
}

/** Its class, which a player gives no other way to. */
export interface ShakaNetworkClass {
  makeRequest(this: void, urls: readonly string[], retryParameters: object): ShakaRequest;
}

/** Called with each answer, before Shaka reads `data`. It waits for the promise. */
export type ResponseFilter = (
  type: number,
  response: ShakaResponse,
  context?: ShakaRequestContext,
) => Promise<unknown> | void;

/** Called with each request, before it is sent. */
export type RequestFilter = (type: number, request: ShakaRequest, context?: ShakaRequestContext) => void;

export interface ShakaRequest {
  /** Tried in turn. */
  uris: string[];
  /** Times in milliseconds. */
  retryParameters: object;
}

export interface ShakaResponse {
  data: ArrayBuffer | ArrayBufferView;
  readonly headers: Readonly<Record<string, string>>;
  /** As asked for; `uri` is after redirects. */
  readonly originalUri: string;
  readonly uri: string;
}

export interface ShakaRequestContext {
  /** `shaka.net.NetworkingEngine.AdvancedRequestType`. */
  readonly type?: number;
  /** None where Shaka's parser looks at a segment. */
  readonly stream?: { readonly id: number; readonly type: string };
  /** A media segment, or a part of one; none with initialisation segments. Times in seconds of the element. */
  readonly segment?: {
    getStartTime(): number;
    getEndTime(): number;
    getUris(): string[];
  } | null;
}

/** The detail of an `error` event, and what `load` is rejected with. */
export interface ShakaError {
  /** 2: fatal. */
  readonly severity: number;
  readonly category: number;
  readonly code: number;
  /** With category 1: the URL, the HTTP status, more. */
  readonly data: readonly unknown[];
  readonly message: string;
}

/** `shaka.net.NetworkingEngine.RequestType`: a player gives no way to the namespace that it is from. */
export const MANIFEST = 0;
export const SEGMENT = 1;
/** `shaka.net.NetworkingEngine.AdvancedRequestType`. */
export const INIT_SEGMENT = 0;
export const MEDIA_PLAYLIST = 2;
export const MASTER_PLAYLIST = 3;
export const MPD = 4;

/** `shaka.util.Error.Severity` and `Category`. */
export const CRITICAL = 2;
export const NETWORK = 1;
export const MEDIA = 3;
export const UNREADABLE = 4;
export const STREAMING = 5;
export const PLAYER = 7;

export function asShakaError(error: unknown): ShakaError | null {
  return typeof (error as Partial<ShakaError> | null)?.category === 'number' ? (error as ShakaError) : null;
}
