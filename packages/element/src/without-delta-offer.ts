/** An origin that offers delta updates (EXT-X-SKIP) is asked for them; one that does not offer them sends whole playlists. */
const DELTA_OFFER = /^(#EXT-X-SERVER-CONTROL:.*?)CAN-SKIP-UNTIL=[^,\r\n]*,?/m;

export const withoutDeltaOffer = (playlist: string): string => playlist.replace(DELTA_OFFER, '$1');
