/** What a media playlist carries. `muxed`: video with its own sound; `text`: subtitles, of which ads have none. */
export type RenditionKind = 'video' | 'audio' | 'muxed' | 'text';

/** The media playlist that is being stitched. */
export interface Rendition {
  /** Its URL: names it in the anchors of a plan. */
  readonly key: string;
  readonly kind: RenditionKind;
  /** bit/s of its variant; null: not known, or audio. */
  readonly bandwidth: number | null;
  /** RFC 6381, of its variant, with commas between. Left out, or null: not known, or audio. */
  readonly codecs?: string | null;
}
