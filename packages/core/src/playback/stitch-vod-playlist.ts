import { type MediaPlaylist, type Rendition, settleInserts, stitchVod } from '@cutaway/manifest';
import { amend, type StitchedText, type Turn } from '../turn.js';

/** The text of a VOD playlist with the breaks that are ready. The first one that is handed out fixes where they lie in all. */
export function stitchVodPlaylist(turn: Turn, rendition: Rendition, playlist: MediaPlaylist): StitchedText {
  const { plans, publishedEdge, runs, programme } = turn.state;
  if (publishedEdge === null) {
    const placeIn = (id: string): number => runs.findIndex(({ brk }) => brk.id === id);
    // Breaks of one place play in the order in which they were announced, not in that of their media.
    const inOrder = [...plans].sort((a, b) => placeIn(a.breakId) - placeIn(b.breakId));
    amend(turn, { plans: settleInserts(inOrder, playlist) });
  }
  const text = stitchVod(turn.state.plans, rendition, playlist, programme?.content?.startsAt);
  return { text, edge: null };
}
