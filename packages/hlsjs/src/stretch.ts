/** The picture of the stretch that a segment of subtitles belongs to; media seconds. */
export interface Stretch {
  /** The media time of the picture's time 0: what is to be added to a time of MPEG. */
  readonly shiftSeconds: number;
  readonly from: number;
  readonly to: number;
}
