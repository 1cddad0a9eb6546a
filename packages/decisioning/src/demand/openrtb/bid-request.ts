/** The parts of an OpenRTB 2.6 bid request that a seller of video breaks writes. Names and units are the standard's own. */
export interface BidRequest {
  readonly id: string;
  readonly imp: readonly Imp[];
  readonly app?: RtbApp;
  readonly device?: RtbDevice;
  readonly user?: RtbUser;
  /** 1 first price, 2 second price plus. */
  readonly at?: 1 | 2;
  /** Milliseconds, the network's way included. */
  readonly tmax?: number;
  readonly cur?: readonly string[];
  readonly bcat?: readonly string[];
  readonly badv?: readonly string[];
  readonly source?: RtbSource;
  readonly regs?: RtbRegs;
}

/** §3.2.4. */
export interface Imp {
  readonly id: string;
  readonly video?: Video;
  readonly pmp?: Pmp;
  /** CPM in `bidfloorcur`. */
  readonly bidfloor?: number;
  readonly bidfloorcur?: string;
  readonly secure?: 0 | 1;
  /** Seconds between the auction and the showing. */
  readonly exp?: number;
  readonly ssai?: 0 | 1 | 2 | 3;
}

/** §3.2.7. Durations are seconds. */
export interface Video {
  readonly mimes: readonly string[];
  readonly minduration?: number;
  readonly maxduration?: number;
  /** Exact lengths: in place of the two above. */
  readonly rqddurs?: readonly number[];
  /** 0 before the content, -1 somewhere in it, -2 after it, above 0 so many seconds into it. */
  readonly startdelay?: number;
  readonly protocols?: readonly number[];
  readonly w?: number;
  readonly h?: number;
  readonly podid?: string;
  /** -1 the last break of the content, 0 any, 1 the first. */
  readonly podseq?: -1 | 0 | 1;
  readonly slotinpod?: SlotInPod;
  /** Of the dynamic part of the pod. */
  readonly poddur?: number;
  /** Ads at most in the dynamic part. */
  readonly maxseq?: number;
  /** Deprecated by the fields above; what those who know none of them read. */
  readonly sequence?: number;
  readonly mincpmpersec?: number;
  readonly durfloors?: readonly DurFloor[];
  /** What must not come twice: 1 adomain, 2 category, 3 crid, 4 media file, 5 nothing. */
  readonly poddedupe?: readonly number[];
  /** 1 instream. */
  readonly plcmt?: number;
  /** The same for who reads version 2.5. */
  readonly placement?: number;
  readonly linearity?: 1 | 2;
  readonly skip?: 0 | 1;
  readonly battr?: readonly number[];
}

/** AdCOM, slot position in pod: -1 last, 0 any, 1 first, 2 first or last. */
export type SlotInPod = -1 | 0 | 1 | 2;

/** §3.2.35: of ads between the two lengths, both included; one that is left out has no limit there. */
export interface DurFloor {
  readonly mindur?: number;
  readonly maxdur?: number;
  readonly bidfloor: number;
}

/** §3.2.11 and §3.2.12. */
export interface Pmp {
  readonly private_auction?: 0 | 1;
  readonly deals: readonly RtbDeal[];
}

export interface RtbDeal {
  readonly id: string;
  readonly bidfloor?: number;
  readonly bidfloorcur?: string;
  readonly at?: 1 | 2 | 3;
  readonly guar?: 0 | 1;
  readonly mincpmpersec?: number;
  readonly durfloors?: readonly DurFloor[];
}

/** §3.2.14. */
export interface RtbApp {
  readonly name?: string;
  readonly bundle?: string;
  readonly domain?: string;
  readonly storeurl?: string;
  readonly publisher?: { readonly id: string };
  readonly content?: RtbContent;
}

/** §3.2.16. */
export interface RtbContent {
  readonly id?: string;
  readonly title?: string;
  readonly series?: string;
  readonly season?: string;
  readonly genre?: string;
  readonly contentrating?: string;
  readonly language?: string;
  readonly livestream?: 0 | 1;
  readonly network?: { readonly name: string };
  readonly channel?: { readonly name: string };
}

/** §3.2.18. */
export interface RtbDevice {
  readonly ua?: string;
  readonly ip?: string;
  readonly ipv6?: string;
  readonly devicetype?: number;
  readonly make?: string;
  readonly model?: string;
  readonly os?: string;
  readonly osv?: string;
  readonly language?: string;
  readonly lmt?: 0 | 1;
  readonly ifa?: string;
  readonly geo?: RtbGeo;
}

/** §3.2.19. */
export interface RtbGeo {
  readonly country?: string;
  readonly region?: string;
  readonly metro?: string;
  readonly city?: string;
  readonly zip?: string;
}

/** Where version 2.5 has what is of a later one. */
export interface ExtOf25<Fields> {
  readonly ext?: Fields;
}

/** §3.2.20. */
export interface RtbUser extends ExtOf25<Pick<RtbUser, 'consent'>> {
  readonly id?: string;
  readonly consent?: string;
  readonly data?: readonly { readonly name: string; readonly segment: readonly { readonly id: string }[] }[];
}

/** §3.2.3. */
export interface RtbRegs extends ExtOf25<Pick<RtbRegs, 'gdpr' | 'us_privacy' | 'gpp' | 'gpp_sid'>> {
  readonly coppa?: 0 | 1;
  readonly gdpr?: 0 | 1;
  readonly us_privacy?: string;
  readonly gpp?: string;
  readonly gpp_sid?: readonly number[];
}

/** §3.2.2 and §3.2.25. */
export interface RtbSource extends ExtOf25<Pick<RtbSource, 'schain'>> {
  readonly fd?: 0 | 1;
  readonly tid?: string;
  readonly schain?: SupplyChain;
}

export interface SupplyChain {
  readonly complete: 0 | 1;
  readonly ver: '1.0';
  readonly nodes: readonly { readonly asi: string; readonly sid: string; readonly hp: 1; readonly name?: string }[];
}
