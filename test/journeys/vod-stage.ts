import type { AdSessionOptions } from '@cutaway/core';
import { vmapReader } from '@cutaway/core/vast';
import { setStage, type Stage, type StageOptions } from './stage.js';

/** Programme time of the content's first frame. */
export const VOD_STARTS_AT = Date.UTC(2026, 0, 1);
const SEGMENT_MS = 2000;

/** An on-demand playlist of two-second segments with dates. `lines` go before its first segment. */
export function vodPlaylist(segments = 15, lines: readonly string[] = []): (rendition: 'hi' | 'audio') => string {
  return (rendition) =>
    ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-TARGETDURATION:2', '#EXT-X-PLAYLIST-TYPE:VOD', ...lines]
      .concat('#EXT-X-MAP:URI="init.mp4"')
      .concat(
        Array.from({ length: segments }, (_, n) => {
          const date = new Date(VOD_STARTS_AT + n * SEGMENT_MS).toISOString();
          return `#EXT-X-PROGRAM-DATE-TIME:${date}\n#EXTINF:2.0,\n${rendition}/${n}.m4s`;
        }),
        '#EXT-X-ENDLIST',
        '',
      )
      .join('\n');
}

/** On-demand content of 30 s on the stage. */
export function setVodStage({ player, session, ...others }: StageOptions = {}): Stage {
  return setStage({
    ...others,
    player: { origin: vodPlaylist(), ...player },
    session: { strategy: 'secondElement', ...session },
  });
}

/** A session whose tag answers the VMAP of the whole programme. */
export const ofProgramme: Partial<AdSessionOptions> = {
  decision: {
    url: 'https://service.example/vmap',
    reader: vmapReader,
    errorUrl: 'https://beacons.example/session/error?code=[ERRORCODE]',
  },
};

/** What was on the screen, in order: content, or an ad by the name of its file. */
export function pictures(stage: Stage): string[] {
  const files: Record<string, string> = {};
  for (const one of stage.player.commands)
    if (one.type === 'prepare-ad') files[one.adInstanceId] = /([\w-]+)\.mp4$/.exec(one.url)?.[1] ?? one.url;
  return stage.shown().map(({ what }) => files[what] ?? what);
}

/** How long content was on the screen, in all and in frames of 40 ms, and whether each frame came once and in order. */
export function contentShown({ player }: Stage): { readonly ms: number; readonly isWhole: boolean } {
  const shown = player.frames.filter(({ what }) => what === 'content');
  const isWhole = shown.every(({ programMs }, n) => n === 0 || programMs - (shown[n - 1]?.programMs ?? 0) === 40);
  return { ms: shown.length * 40, isWhole };
}
