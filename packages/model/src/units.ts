/**
 * Time has an owner. Each alias is a flavour of `number`: a plain number fits, but content, ad, wall and media time
 * cannot be passed for one another. All are milliseconds.
 */
type Flavour<Name extends string> = number & { readonly unit?: Name };

/** Milliseconds since the epoch on the programme's own clock (EXT-X-PROGRAM-DATE-TIME). Ads do not advance it. */
export type ProgramMs = Flavour<'program-ms'>;
/** Milliseconds since the first frame of one ad. */
export type AdMs = Flavour<'ad-ms'>;
/** Milliseconds since the epoch on the device's clock. */
export type WallMs = Flavour<'wall-ms'>;
/** Milliseconds on a media element's own timeline (`currentTime` x 1000). */
export type MediaMs = Flavour<'media-ms'>;
