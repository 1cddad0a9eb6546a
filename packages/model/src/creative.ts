import type { AdMs } from './units.js';

/** One encoding of a creative (VAST MediaFile). */
export interface MediaFile {
  readonly url: string;
  /** MIME type: `application/vnd.apple.mpegurl`, `video/mp4`. */
  readonly type: string;
  readonly codec: string | null;
  readonly width: number | null;
  readonly height: number | null;
  /** kbit/s, as VAST gives it. */
  readonly bitrateKbps: number | null;
  readonly id?: string;
  readonly delivery?: 'streaming' | 'progressive';
  readonly minBitrateKbps?: number;
  readonly maxBitrateKbps?: number;
  readonly scalable?: boolean;
  readonly maintainAspectRatio?: boolean;
  /** Set: not media but code (VPAID), which nobody plays here. */
  readonly apiFramework?: string;
  readonly fileSizeBytes?: number;
  /** `2D`, `3D`, `360` (VAST 4.1). */
  readonly mediaType?: string;
}

/** What a companion, an icon or a non-linear shows. `html` and `iframe` are for the application to draw. */
export interface Resource {
  readonly type: 'static' | 'iframe' | 'html';
  /** A URL, or the text of an HTML resource. */
  readonly content: string;
  /** Of a static resource: its MIME type. */
  readonly creativeType?: string;
}

/** Something beside the video (VAST 4.3 §3.13.1). Its beacons are the ad's trackers with `of: 'companion:n'`. */
export interface Companion {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly adSlotId: string | null;
  /** `default`, `end-card` or `concurrent` (VAST 4.1). */
  readonly renderingMode: string;
  readonly resources: readonly Resource[];
  readonly clickThrough: string | null;
  readonly altText: string | null;
  readonly adParameters: string | null;
  readonly apiFramework: string | null;
  /** Pixels of the image per CSS pixel. */
  readonly pixelRatio: number;
}

/** An image that a click on an icon shows where no browser can open (VAST 4.2 §3.11.6). */
export interface IconFallbackImage {
  readonly width: number | null;
  readonly height: number | null;
  readonly altText: string | null;
  readonly imageUrl: string;
}

/** An industry icon, such as AdChoices or a DSA notice (VAST 4.3 §3.11). Its beacons have `of: 'icon:n'`. */
export interface Icon {
  readonly program: string;
  readonly width: number | null;
  readonly height: number | null;
  /** Pixels from the left, or an edge. */
  readonly xPosition: number | 'left' | 'right';
  readonly yPosition: number | 'top' | 'bottom';
  /** From the first frame of the ad. */
  readonly offsetMs: AdMs;
  /** null: as long as the ad. */
  readonly durationMs: number | null;
  readonly pixelRatio: number;
  readonly apiFramework: string | null;
  readonly altText: string | null;
  readonly hoverText: string | null;
  /** `Icon@regs` of the CTV addendum: 0 not applicable, 1 the Digital Services Act. */
  readonly regulation: number | null;
  readonly resources: readonly Resource[];
  readonly clickThrough: string | null;
  readonly fallbackImages: readonly IconFallbackImage[];
}

/** An image over the programme (VAST NonLinear with a StaticResource). */
export interface NonLinear {
  readonly id: string;
  readonly imageUrl: string;
  readonly type: string;
  readonly width: number;
  readonly height: number;
  /** How long it shows, in milliseconds. */
  readonly durationMs: number;
  readonly clickThrough: string | null;
  readonly altText: string | null;
  readonly expandedWidth?: number;
  readonly expandedHeight?: number;
  readonly scalable?: boolean;
  readonly maintainAspectRatio?: boolean;
  readonly apiFramework?: string;
  readonly adParameters?: string;
}
