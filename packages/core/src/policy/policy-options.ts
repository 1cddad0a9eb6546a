/** What an application may say of the policies of a session: `docs/policies.md` has each with its defaults and its proof. */
export interface PolicyOptions {
  /**
   * The viewer moved ahead over breaks that he has not seen: which of them he sees before he comes to where he wanted to be.
   * `first` and `last` are by their place in the programme. Default `last`.
   */
  readonly seekOver?: 'none' | 'last' | 'all' | 'first';
  /** The viewer went back into a break that he has seen. `replay`: it is played again, and nobody is told. Default `replay`. */
  readonly rewatch?: 'replay' | 'skip';
  /**
   * The page was hidden while an ad was on. `resume`: the ad waits for it; `restart`: and begins anew, where it is in the content's
   * timeline; `live`: the rest of the break is left; `ignore`: the ad plays on unseen. Default `resume`. But for `ignore`, an ad that is
   * to begin in a hidden page waits for it, and begins when it is back.
   */
  readonly onHidden?: 'resume' | 'restart' | 'live' | 'ignore';
  /** A page hidden longer than this in a break, or as one was to begin, leaves the rest of it. Milliseconds. Default 30000. */
  readonly staleMs?: number;
  /** After a pause longer than this in a break the viewer is brought to the live edge. Milliseconds; null: never. Default 600000, on VOD null. */
  readonly longPauseMs?: number | null;
  /**
   * After a break of a live stream that left the viewer behind by more than a segment. `rate`: content plays a little faster until he is
   * where he was; more than 10 s are jumped over, as all of it is with `jump`. Default `rate`; `off` on a device of one decoder and on VOD.
   */
  readonly catchUp?: 'rate' | 'jump' | 'off';
  /** How fast: 1 to 1.05. Default 1.03. */
  readonly catchUpRate?: number;
  /** The rate at which ads in the content's timeline play while content's is another one. Default `normal`. */
  readonly adRate?: 'normal' | 'viewer';
  /** The programme is restricted from now on, in the middle of a break. `leave`: content at once. Default `leave`. */
  readonly onBlackout?: 'leave' | 'stay';
  /**
   * A live break is longer than what its ads can fill. `content`: the programme comes back after them; `slate`: `slate` up to the
   * planned end, where the ads are stitched. Default `content`.
   */
  readonly underrun?: 'content' | 'slate';
  /** What fills such a break. Default null: content does. */
  readonly slate?: Slate | null;
}

/** Filler of the application: a picture with its sound, repeated as often as needed, of which nobody is told. */
export interface Slate {
  /** HLS, VOD, encoded so that it can be stitched (`docs/ad-media.md`); absolute. */
  readonly url: string;
}

/** The policies of a session, complete. */
export type Policies = Required<PolicyOptions>;
