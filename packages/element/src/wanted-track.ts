/**
 * A text track that is hidden over an ad, and that the viewer wants all the same. It is written on the track itself, since what hides
 * it and what asks are loaded apart.
 */
export interface WantedTrack extends TextTrack {
  cutawayHides?: boolean;
}
