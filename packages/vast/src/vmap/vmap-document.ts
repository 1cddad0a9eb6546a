import type { Extension } from '@cutaway/model';
import type { VastDocument, VastTracker } from '../vast-document.js';

/** `AdBreak@timeOffset`, read (VMAP 1.0.1 §2.3.1.1). */
export type VmapPosition =
  | { readonly type: 'start' }
  | { readonly type: 'end' }
  | { readonly type: 'time'; readonly ms: number }
  /** 0 to 1 of the content. */
  | { readonly type: 'share'; readonly share: number }
  /** `#m`: the m-th opportunity that the content marks, from 1. */
  | { readonly type: 'opportunity'; readonly number: number };

export type VmapBreakType = 'linear' | 'nonlinear' | 'display';

/** Where the ads of a break come from (VMAP 1.0.1 §2.3.2). */
export interface VmapSource {
  readonly id: string | null;
  /** Default true: the answer may be a pod. */
  readonly allowMultipleAds: boolean;
  /** Default true: wrappers may be followed. */
  readonly followRedirects: boolean;
  /** null: there is nothing that can be used. */
  readonly ads: VmapAds | null;
  /** Why `ads` is null; left out where it is not. */
  readonly problem?: VmapProblem;
}

/** What is wrong, and its name among VMAP's errors. */
export interface VmapProblem {
  readonly error: Exclude<VmapErrorName, 'UNDEFINED'>;
  readonly detail: string;
}

export type VmapAds =
  /** `VASTAdData`. */
  | { readonly type: 'vast'; readonly document: VastDocument }
  /** `AdTagURI`: its URL as written, macros not filled. */
  | { readonly type: 'tag'; readonly url: string; readonly templateType: string | null }
  /** `CustomAdData`: for who knows its template. */
  | { readonly type: 'custom'; readonly data: string; readonly templateType: string | null };

/** One `AdBreak`. Its texts are what `signalsFromVmapOffsets` places. */
export interface VmapBreak {
  /** null: it has none, and several may share one. */
  readonly breakId: string | null;
  /** As written. */
  readonly timeOffset: string;
  readonly position: VmapPosition;
  /** As written. */
  readonly breakType: string;
  /** In the order of preference; at least one. */
  readonly breakTypes: readonly VmapBreakType[];
  /** As written. */
  readonly repeatAfter: string | null;
  /** The same break again each time after so long; null: once. */
  readonly repeatAfterMs: number | null;
  /** null: a break without ads, whose beacons are called all the same. */
  readonly source: VmapSource | null;
  /** `breakStart`, `breakEnd` and `error`, all of each. */
  readonly trackers: readonly VastTracker[];
  readonly extensions: readonly Extension[];
}

/** VMAP 1.0.1 §2.4: what goes into [ERROR_CODE]. Errors of an ad keep the code of VAST. */
export const VMAP_ERRORS = {
  UNDEFINED: 900,
  SCHEMA: 1000,
  VERSION: 1001,
  PARSING: 1002,
  BREAK_TYPE: 1003,
  AD_RESPONSE: 1004,
  TEMPLATE_TYPE: 1005,
  AD_RESPONSE_PARSING: 1006,
  AD_RESPONSE_TIMEOUT: 1007,
  AD_RESPONSE_RETRIEVAL: 1008,
} as const;

export type VmapErrorName = keyof typeof VMAP_ERRORS;

/** A break, or the ads of one, that cannot be used. Each URL is to be called once, with `vmapError` as [ERROR_CODE]. */
export interface VmapFailure {
  readonly error: VmapProblem['error'];
  readonly vmapError: number;
  readonly breakId: string | null;
  readonly detail: string;
  readonly errorUrls: readonly string[];
  /** True: only its ads cannot be used, and it is among `breaks` for its beacons. */
  readonly isKept: boolean;
}

/** One VMAP response. */
export interface VmapDocument {
  readonly version: string | null;
  readonly breaks: readonly VmapBreak[];
  readonly extensions: readonly Extension[];
  readonly failures: readonly VmapFailure[];
  /** What was forgiven. */
  readonly warnings: readonly string[];
}
