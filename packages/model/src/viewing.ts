/** Who watches what on which device: what line items are targeted by. Names and values as in OpenRTB 2.6; what is left out is not known. */
export interface Viewing {
  readonly device?: Device;
  readonly app?: App;
  readonly content?: Content;
  /** Mostly the service's own to find out, from its CDN's headers. */
  readonly geo?: Geo;
  /** Audience segments, each `provider:segment`. Read only where consent allows. */
  readonly segments?: readonly string[];
  /** Keys of the publisher's own, each with all its values. */
  readonly custom?: Readonly<Record<string, readonly string[]>>;
  /** Names the household, hashed by the application. Read only where consent allows. */
  readonly household?: string;
}

/** OpenRTB 2.6 §3.2.18. */
export interface Device {
  readonly type?: 'tv' | 'set-top-box' | 'connected-device' | 'phone' | 'tablet' | 'desktop';
  readonly os?: string;
  readonly osVersion?: string;
  readonly make?: string;
  readonly model?: string;
  /** BCP 47. */
  readonly language?: string;
}

/** OpenRTB 2.6 §3.2.14. */
export interface App {
  readonly bundle?: string;
  readonly name?: string;
  readonly domain?: string;
  readonly storeUrl?: string;
}

/** OpenRTB 2.6 §3.2.16. */
export interface Content {
  readonly id?: string;
  readonly title?: string;
  readonly series?: string;
  readonly season?: string;
  readonly genres?: readonly string[];
  readonly channel?: string;
  readonly network?: string;
  /** BCP 47. */
  readonly language?: string;
  /** As the rating body writes it: `TV-PG`, `FSK 12`. */
  readonly rating?: string;
  readonly live?: boolean;
}

/** OpenRTB 2.6 §3.2.19: ISO 3166-1 alpha-2, ISO 3166-2 without the country, the metro code of the ratings' firm. */
export interface Geo {
  readonly country?: string;
  readonly region?: string;
  readonly metro?: string;
  readonly city?: string;
  readonly zip?: string;
}
