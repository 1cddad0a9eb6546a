/**
 * The error catalogue: every cause that Cutaway can name. `vast` is the code for [ERRORCODE], null where no advertiser is to hear it.
 * `vmap` is the code for [ERROR_CODE] of an AdBreak's error tracker (VMAP 1.0.1 §2.4); a cause without it has its VAST code there.
 * A number is never used twice; a retired one stays here as a comment.
 */
export const ERRORS = {
  SIGNAL_UNREADABLE: {
    code: 7101,
    vast: null,
    text: 'Cannot read signal: payload is not a splice info section, expected SCTE-35 table 0xFC',
  },
  SIGNAL_BAD_CRC: {
    code: 7102,
    vast: null,
    text: 'Cannot trust signal: CRC-32 does not match, expected a valid section',
  },
  SIGNAL_UNPLACED: {
    code: 7103,
    vast: null,
    text: 'Cannot place signal: its carrier gives no place in programme time, expected a date, an offset in range or an anchor',
  },
  PLAYLIST_UNREADABLE: {
    code: 7201,
    vast: null,
    text: 'Cannot read playlist: text does not start with #EXTM3U, expected a media playlist',
  },
  PLAYLIST_NO_DATE: {
    code: 7202,
    vast: null,
    text: 'Cannot place break: playlist has no EXT-X-PROGRAM-DATE-TIME, expected one per refresh',
  },
  MPD_UNREADABLE: {
    code: 7203,
    vast: null,
    text: 'Cannot read manifest: text holds no MPD element, expected a DASH manifest',
  },
  DECISION_TIMEOUT: {
    code: 7301,
    vast: 301,
    text: 'Cannot fill break: no decision by its deadline, expected an answer within the budget',
  },
  DECISION_FAILED: {
    code: 7302,
    vast: 301,
    text: 'Cannot fill break: decision service answered with an error or not at all, expected HTTP 200',
  },
  DECISION_MALFORMED: {
    code: 7303,
    vast: 100,
    text: 'Cannot fill break: decision reply is not readable, expected a pod',
  },
  DECISION_EMPTY: { code: 7304, vast: 303, text: 'Cannot fill break: decision has no ads, expected at least one' },
  WRAPPER_LIMIT: {
    code: 7312,
    vast: 302,
    text: 'Cannot resolve ad: too many wrappers, expected an InLine within the limit',
  },
  WRAPPER_NO_AD: { code: 7313, vast: 303, text: 'Cannot resolve ad: wrapper led to no ad, expected an InLine' },
  WRAPPER_FAILED: {
    code: 7314,
    vast: 301,
    text: 'Cannot resolve ad: wrapper did not answer, expected a VAST document',
  },
  VAST_MALFORMED: { code: 7321, vast: 100, text: 'Cannot read VAST: XML is not well-formed, expected a VAST document' },
  VAST_INVALID: {
    code: 7322,
    vast: 101,
    text: 'Cannot use ad: required parts are missing, expected an InLine or a Wrapper',
  },
  VAST_VERSION: { code: 7323, vast: 102, text: 'Cannot read VAST: version is not supported, expected 2.0 to 4.3' },
  CATEGORY_MISSING: {
    code: 7331,
    vast: 204,
    text: 'Cannot play ad: it names no category where some are blocked, expected one of that authority',
  },
  CATEGORY_BLOCKED: {
    code: 7332,
    vast: 205,
    text: 'Cannot play ad: a wrapper blocks its category, expected another ad',
  },
  AD_EXPIRED: {
    code: 7333,
    vast: null,
    text: 'Cannot play ad: its Expires has passed, expected its first frame sooner after the answer',
  },
  AD_LINEARITY: {
    code: 7334,
    vast: 201,
    text: 'Cannot play ad: it is linear and the break an overlay, expected an image',
  },
  VMAP_SCHEMA: {
    code: 7341,
    vast: null,
    vmap: 1000,
    text: 'Cannot read VMAP: required parts are missing, expected AdBreaks with a place and a source',
  },
  VMAP_VERSION: {
    code: 7342,
    vast: null,
    vmap: 1001,
    text: 'Cannot read VMAP: version is not supported, expected 1.0',
  },
  VMAP_PARSING: {
    code: 7343,
    vast: null,
    vmap: 1002,
    text: 'Cannot read VMAP: XML is not well-formed, expected a VMAP document',
  },
  VMAP_BREAK_TYPE: {
    code: 7344,
    vast: null,
    vmap: 1003,
    text: 'Cannot use AdBreak: its breakType is not what is asked for, expected linear for a break and nonlinear for an overlay',
  },
  VMAP_AD_RESPONSE: {
    code: 7345,
    vast: null,
    vmap: 1004,
    text: 'Cannot use AdBreak: its ad response holds nothing to play, expected VAST with ads of its breakType',
  },
  VMAP_TEMPLATE_TYPE: {
    code: 7346,
    vast: null,
    vmap: 1005,
    text: 'Cannot use AdBreak: the templateType of its source is not read here, expected vast2 to vast4',
  },
  VMAP_AD_RESPONSE_PARSING: {
    code: 7347,
    vast: null,
    vmap: 1006,
    text: 'Cannot use AdBreak: its ad response is not well-formed, expected a VAST document',
  },
  VMAP_AD_RESPONSE_TIMEOUT: {
    code: 7348,
    vast: null,
    vmap: 1007,
    text: 'Cannot use AdBreak: its AdTagURI did not answer in time, expected it within the budget of the decision',
  },
  VMAP_AD_RESPONSE_RETRIEVAL: {
    code: 7349,
    vast: null,
    vmap: 1008,
    text: 'Cannot use AdBreak: its AdTagURI could not be fetched, expected HTTP 200',
  },
  MEDIA_NOT_FOUND: { code: 7401, vast: 401, text: 'Cannot start ad: media file is not there, expected HTTP 200' },
  MEDIA_TIMEOUT: {
    code: 7402,
    vast: 402,
    text: 'Cannot start ad: media file did not load in time, expected it before the break',
  },
  MEDIA_UNSUPPORTED: {
    code: 7403,
    vast: 403,
    text: 'Cannot start ad: no media file fits this player, expected HLS or a playable MP4',
  },
  MEDIA_STALLED: {
    code: 7404,
    vast: 402,
    text: 'Cannot go on with ad: no frame was rendered for too long, expected playback to advance',
  },
  MEDIA_DECODE: {
    code: 7405,
    vast: 405,
    text: 'Cannot show ad: the media element refused the file, expected it to decode',
  },
  AUTOPLAY_REFUSED: {
    code: 7406,
    vast: 405,
    text: 'Cannot start ad: the browser refused to play without a gesture, expected autoplay',
  },
  ELEMENT_REFUSED: {
    code: 7407,
    vast: 405,
    text: 'Cannot start ad: the device refused a second media element, expected two decoders',
  },
  BREAK_TOO_LATE: {
    code: 7501,
    vast: null,
    text: 'Cannot switch to ads: the break is over or nearly over, expected time for one segment',
  },
  BREAK_SHORTENED: {
    code: 7502,
    vast: 206,
    text: 'Cannot play ad: the break was shortened, expected room for the pod',
  },
  BREAK_PASSED: {
    code: 7503,
    vast: null,
    text: 'Cannot play break: the playhead is not before it any more, expected content to run up to it',
  },
  OVERLAY_TIMEOUT: {
    code: 7601,
    vast: 502,
    text: 'Cannot show overlay: image did not load, expected a static resource',
  },
  OVERLAY_UNSUPPORTED: {
    code: 7602,
    vast: 503,
    text: 'Cannot show overlay: nothing here draws it, expected a UI and an image',
  },
  COMPANION_FAILED: {
    code: 7603,
    vast: 603,
    text: 'Cannot show companion: the application could not draw it, expected a resource that loads',
  },
  ICON_FAILED: { code: 7604, vast: null, text: 'Cannot show icon: image did not load, expected a static resource' },
  COMPANION_REQUIRED: {
    code: 7605,
    vast: 602,
    text: 'Cannot play ad: a companion that it requires cannot be shown, expected a slot in which it fits',
  },
  CAPTIONS_FAILED: {
    code: 7606,
    vast: null,
    text: 'Cannot show captions of ad: file did not load or holds no cue, expected WebVTT, SubRip or TTML',
  },
  CONSENT_LATE: {
    code: 7701,
    vast: null,
    text: 'Cannot personalise request: consent is not known yet, expected it within consentWaitMs',
  },
  CONSENT_FAILED: {
    code: 7702,
    vast: null,
    text: 'Cannot read consent: whoever was to tell it failed, expected a consent',
  },
  IDENTITY_FAILED: {
    code: 7703,
    vast: null,
    text: 'Cannot read device id: whoever was to tell it failed, expected ifa, ifa_type and lmt',
  },
  BEACON_LOST: {
    code: 7801,
    vast: null,
    text: 'Cannot deliver beacon: every try failed, expected the network to answer',
  },
  URL_NOT_SECURE: {
    code: 7802,
    vast: null,
    text: 'Cannot send beacon: its URL is plain http and may tell a TIFA, expected https',
  },
  TELEMETRY_REFUSED: {
    code: 7811,
    vast: null,
    text: 'Cannot deliver telemetry: the collector refused the batch, expected HTTP 204',
  },
  INTERNAL: { code: 7900, vast: 900, text: 'Cannot go on: an unexpected exception was thrown, expected none' },
} as const;

/** Name of a cause in the catalogue. */
export type ErrorName = keyof typeof ERRORS;

/** One thing that went wrong, with where. */
export interface Cause {
  readonly name: ErrorName;
  /** The ad it is about, or null for the whole break. */
  readonly adInstanceId: string | null;
  /** What was seen: a status, a URL, an exception's message. */
  readonly detail: string;
}
