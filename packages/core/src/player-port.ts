import type { AdMs, Cause, MediaMs, ProgramMs, Signal } from '@cutaway/model';

/** Stops what was started. Calling it twice does nothing more. */
export type Undo = () => void;

/** A media playlist as the origin sent it; a player may have given it dates. */
export interface LoadedPlaylist {
  /** Absolute; also names the rendition. */
  readonly url: string;
  /** `muxed`: video with its own sound; `text`: subtitles, which are read only to put ads into VOD. */
  readonly kind: 'video' | 'audio' | 'muxed' | 'text';
  /** bit/s of the variant, null for audio renditions. */
  readonly bandwidth: number | null;
  /**
   * RFC 6381, of the variant, or of the sound alone: of an ad in several families of codecs the content's is taken. Left out, or null: not
   * known.
   */
  readonly codecs?: string | null;
  readonly text: string;
  /** What it says, where the player has read it (every dialect, with dates that hold); else the session reads its date ranges. */
  readonly heard?: { readonly signals: readonly Signal[]; readonly causes: readonly Cause[] };
}

/** A variant of the content as its manifest says. null: it does not. */
export interface PlayedVariant {
  /** bit/s, picture and sound. */
  readonly bandwidth: number | null;
  /** Pixels of the picture. */
  readonly width: number | null;
  readonly height: number | null;
  /** RFC 6381, with commas between. */
  readonly codecs: string | null;
}

/** A rendition of sound or text. `language` as the manifest has it (BCP 47); `role`: CHARACTERISTICS of HLS, roles of DASH. */
export interface ChosenTrack {
  readonly language: string | null;
  readonly role: string | null;
}

/** What a player says. Media time is the content element's own timeline; programme time comes from the playlist's dates. */
export type PlayerFact =
  /**
   * A frame of the content element is on screen. Told for the first frame of each segment and at least every 100 ms.
   * `uri`: the absolute URL of the segment it is from, where the player knows it. What a busy page missed of it while it was played is told
   * late, some frames of each second in their order, since a longer step is a jump, and what is jumped over is not counted.
   */
  | {
      readonly type: 'content-frame';
      readonly mediaMs: MediaMs;
      readonly programMs: ProgramMs;
      readonly uri?: string;
      /** How much is loaded ahead of the playhead. Where it is little, beacons leave the network to segments. */
      readonly bufferMs?: number;
      /** At which rate content plays. Left out: 1. */
      readonly rate?: number;
      /** How long the frame before this one was on the screen, be it an ad's, where the player sees each frame. */
      readonly gapMs?: number;
    }
  /** Told about once a second, where it changed: what the content's element counts since it was connected, and its size. */
  | {
      readonly type: 'quality';
      /** Frames that were decoded and not shown; null: the platform does not count. */
      readonly droppedFrames: number | null;
      readonly seeks: number;
      /** Width and height in CSS pixels; 0 and 0 while it is not laid out. */
      readonly size: readonly [number, number];
    }
  /**
   * Told about once a second, where it changed: the line, what content shows, and where the viewer can go. Left out: nobody knows, and
   * ads are chosen without it. null in it: the player does not know that, or not yet.
   */
  | {
      readonly type: 'rendition';
      /** The line as it was last measured; null before anything was. */
      readonly throughputKbps: number | null;
      /** The variant that is on the screen. */
      readonly variant: PlayedVariant | null;
      /** Programme times between which the viewer can move. */
      readonly seekable: readonly [ProgramMs, ProgramMs] | null;
      /** The sound and the captions that are chosen. */
      readonly audio: ChosenTrack | null;
      readonly text: ChosenTrack | null;
    }
  | { readonly type: 'play-state'; readonly state: 'playing' | 'paused' | 'waiting' | 'ended' }
  /**
   * Content's element begins to seek to this place, whoever asked for it. Where it is told, a picture that stands still since is no stall of
   * an ad's for as long as content may take to load.
   */
  | { readonly type: 'seeking'; readonly mediaMs: MediaMs }
  | { readonly type: 'volume'; readonly muted: boolean }
  /** The picture fills the screen now, or does not any more. Never told where it always does. */
  | { readonly type: 'fullscreen'; readonly on: boolean }
  /** The page, or the application, went to the background or came back. A picture that floats over other pages is in no background. */
  | { readonly type: 'page'; readonly hidden: boolean }
  /** Told after `measure-visibility`, with each change: how much of the picture can be seen, 0 to 1; null: nobody can know. */
  | { readonly type: 'visibility'; readonly share: number | null }
  /** Signals from elsewhere than the tags that the session reads itself: other tags, boxes, sections, a manifest. */
  | { readonly type: 'heard'; readonly signals: readonly Signal[]; readonly causes: readonly Cause[] }
  /** Told when it is known, and when it changes: whether the content is live, else how long it is. */
  | { readonly type: 'stream'; readonly live: boolean; readonly durationMs: number | null }
  /** Distance of the playhead from the live edge. Told about once a second. */
  | { readonly type: 'latency'; readonly latencyMs: number }
  /** A segment or playlist did not load, or did not decode. `url` null: not known. */
  | {
      readonly type: 'content-failed';
      readonly url: string | null;
      readonly status: number | null;
      readonly fatal: boolean;
      readonly detail: string;
    }
  /**
   * A segment of a stitched ad did not load, and the player has another one in its place (`PlayerHost.spareSegment`). `status` 0: not in
   * time; 200: what came is no media; null: as the last `content-failed` of this URL says.
   */
  | { readonly type: 'segment-failed'; readonly url: string; readonly status: number | null }
  /** Of an ad that `prepare-ad` named: it can start at once, or as soon as it has the content's element. */
  | { readonly type: 'ad-ready'; readonly adInstanceId: string }
  | {
      readonly type: 'ad-frame';
      readonly adInstanceId: string;
      readonly adMs: AdMs;
      /** How long its media is, where its element knows: what it is counted down and tracked by. */
      readonly durationMs?: number;
      /** As in `content-frame`, whatever element that frame was from; told with the first one of an ad. */
      readonly gapMs?: number;
      /** How many frames of this ad were decoded and not shown so far, where the element counts them. */
      readonly droppedFrames?: number;
    }
  | { readonly type: 'ad-play-state'; readonly adInstanceId: string; readonly state: 'playing' | 'paused' | 'waiting' }
  | { readonly type: 'ad-ended'; readonly adInstanceId: string }
  | {
      readonly type: 'ad-failed';
      readonly adInstanceId: string;
      readonly error:
        | 'MEDIA_NOT_FOUND'
        | 'MEDIA_TIMEOUT'
        | 'MEDIA_UNSUPPORTED'
        | 'MEDIA_DECODE'
        | 'AUTOPLAY_REFUSED'
        | 'ELEMENT_REFUSED';
      readonly detail: string;
    };

export type ContentFrame = Extract<PlayerFact, { readonly type: 'content-frame' }>;
export type FailedSegment = Extract<PlayerFact, { readonly type: 'segment-failed' }>;
/** What is said of an ad that is played apart from content, or of a segment of one that is stitched, but for its play state. */
export type AdPlayerFact =
  FailedSegment | Extract<PlayerFact, { readonly type: `ad-${'ready' | 'frame' | 'ended' | 'failed'}` }>;

/** What a player is told. A command that means nothing in its present state changes nothing. */
export type PlayerCommand =
  /**
   * Load an ad in a hidden second element, buffered and paused on its first frame; answer with `ad-ready` or `ad-failed`. While an ad
   * is on the screen, the one that waits may be started ahead of its end, unseen and unheard.
   * `reattach`: it will play in the content's own element, so nothing is touched yet, and at most its first bytes are fetched.
   */
  | {
      readonly type: 'prepare-ad';
      readonly adInstanceId: string;
      readonly url: string;
      readonly mime: string;
      readonly reattach?: true;
      /** Its captions are shown by others: those in its media, if there are any, stay off. */
      readonly captioned?: true;
    }
  /**
   * Play that element, `inMs` milliseconds from now where that is given, and make it visible on its first rendered frame, when the frame
   * on the screen has been seen; then tell its frames from the first one that is presented while it is visible. Content goes on, muted;
   * `holds`: it waits at its frame.
   * With `reattach` content leaves its element then, and nothing is told of it until it is back.
   */
  | { readonly type: 'show-ad'; readonly adInstanceId: string; readonly holds?: true; readonly inMs?: number }
  /** Free what the ad has; content that left its element stays away. */
  | { readonly type: 'drop-ad'; readonly adInstanceId: string }
  /**
   * Keep content unseen and still until `show-content`, whoever tells it to play: an ad comes first. What was wanted of it meanwhile
   * is done then; a live one goes on at its edge. Its play state is `waiting` while it is to play, and `paused` while it is not.
   */
  | { readonly type: 'hold-content' }
  /**
   * Content visible, playing, and as loud as before; every ad element freed. `programMs`: where content that left its element goes
   * on; left out: where it was, or as far behind the live edge. Ordered again, it is attached again.
   */
  | { readonly type: 'show-content'; readonly programMs?: ProgramMs }
  /**
   * The last resort: load the stream anew. Live at its edge; VOD at `mediaMs`, the media time that the place has in the texts which
   * are handed then, or (left out) where the element is.
   */
  | { readonly type: 'reload-content'; readonly mediaMs?: MediaMs }
  /** Move the content element to a programme time, at most to the end of what is loadable. */
  | { readonly type: 'seek-program'; readonly programMs: ProgramMs }
  /** Content plays at this rate from now on. */
  | { readonly type: 'rate'; readonly rate: number }
  | { readonly type: 'pause' }
  | { readonly type: 'play' }
  /** Tell `visibility` from now on, or do not any more. */
  | { readonly type: 'measure-visibility'; readonly on: boolean };

/** What the session gives to a player. */
export interface PlayerHost {
  tell(fact: PlayerFact): void;
  /** Called for each media playlist before the player reads it; returns the text that it shall read instead. Never throws. */
  playlist(loaded: LoadedPlaylist): string;
  /**
   * The same, of a player that can wait for its text. null: ads of VOD are being prepared, and the same is to be asked again in some
   * 50 ms. `asked`: how often it was asked before. It ends by itself, within the session's `holdMs`.
   */
  playlist(loaded: LoadedPlaylist, asked: number): string | null;
  /**
   * Called for each segment and initialisation segment before the player reads it: mends one of a stitched ad, in place. `uri` as the
   * playlist has it, `init` the segment's own initialisation segment. Returns what the player shall read: the same bytes, or others
   * where these are no media. Never throws.
   */
  mendSegment<Bytes>(bytes: Bytes, uri: string, init?: Uint8Array | null): Bytes | ArrayBuffer;
  /** What stands in for a segment of a stitched ad that does not load; null: nothing. The player tells `segment-failed` where it takes it. */
  spareSegment(uri: string): ArrayBuffer | null;
  /** How much later an ad's sound shall begin than its date says, in milliseconds, which most segments do not; null: `uri` is content. */
  soundShiftMs(uri: string): number | null;
}

/** What a player can do, told once at `connect`. */
export interface PlayerAbilities {
  readonly name: string;
  /** Of the player, as its maker counts: [CLIENTUA] tells it. */
  readonly version?: string;
  /**
   * True where `playlist` is called for each media playlist of HLS, and its text is played. The source is not known yet: a session
   * stitches only where a playlist came, so a player of DASH too says true.
   */
  readonly rewritesPlaylists: boolean;
  /** True where `prepare-ad` and `show-ad` work, as far as is known without trying. */
  readonly secondElement: boolean;
  /** True where `prepare-ad` with `reattach` works. */
  readonly reattach: boolean;
  canPlay(mime: string): boolean;
}

/** A player as the session sees it: it says facts and obeys commands. Adapters make one. */
export interface PlayerPort {
  readonly abilities: PlayerAbilities;
  connect(host: PlayerHost): Undo;
  run(command: PlayerCommand): void;
}
