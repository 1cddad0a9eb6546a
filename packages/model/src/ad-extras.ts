/** A script that measures (VAST 4.3 §3.17). Its `verificationNotExecuted` has `of: 'verification:n'`. */
export interface Verification {
  readonly vendor: string;
  /** All that the vendor offers, in the document's order: JavaScript first, executables for native players. */
  readonly resources: readonly {
    readonly type: 'javascript' | 'executable';
    readonly url: string;
    readonly apiFramework: string;
    /** Of a script: it can do its work without the access of OMID. */
    readonly browserOptional: boolean;
    /** Of an executable: its MIME type. */
    readonly mimeType: string | null;
  }[];
  readonly parameters: string | null;
}

/** Captions beside the media (VAST 4.1 §3.9.4). */
export interface CaptionFile {
  readonly url: string;
  readonly type: string;
  readonly language: string | null;
}

/** Code that draws over the media: SIMID (VAST 4.0 §3.9.3). */
export interface InteractiveFile {
  readonly url: string;
  readonly type: string | null;
  readonly apiFramework: string | null;
  readonly variableDuration: boolean;
  /** `AdParameters` of the same linear, decoded. */
  readonly adParameters: string | null;
}

/** The raw master of an ad, for a service that transcodes; nobody plays it (VAST 4.0 §3.9.2). */
export interface Mezzanine {
  readonly url: string;
  readonly id: string | null;
  readonly type: string | null;
  readonly codec: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly fileSizeBytes: number | null;
  readonly mediaType: string | null;
}

/** A category, within a taxonomy. */
export interface Category {
  readonly authority: string;
  readonly value: string;
}

/** `Pricing`: what a party says that the ad costs. */
export interface Pricing {
  readonly value: number;
  /** `cpm`, `cpc`, `cpe`, `cpv`, in small letters. */
  readonly model: string;
  /** ISO 4217, in capitals. */
  readonly currency: string;
}

/** An element of a party's own, kept as it is: names without prefix, attributes, text and children. */
export interface Extension {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly Extension[];
}
