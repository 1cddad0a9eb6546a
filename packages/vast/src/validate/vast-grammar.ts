import { element, type ElementRule } from './grammar.js';

const FRAMEWORK = 'apiFramework';
const RESOURCES = 'StaticResource* IFrameResource* HTMLResource*';
const MEDIA = 'id delivery:delivery! type:mime! width:whole! height:whole! codec fileSize:whole mediaType:fileType';
const AD = 'AdSystem! Error* Impression*! Pricing ViewableImpression AdVerifications Extensions';
const url = (clause: string, attributes = '') => element(clause, attributes, '', 'url');
const group = (clause: string, children: string, attributes = '') => element(clause, attributes, children);
const word = (clause: string, attributes = '') => element(clause, attributes, '', 'text');

/**
 * Every element of VAST 2.0 to 4.3 by its name; `Wrapper/…` is what differs anywhere inside of a wrapper, any other `Parent/…` right inside
 * of that element. Clauses are those of VAST 4.3; what it requires is what its text or its schema (vast_4.2.xsd) does.
 */
export const VAST_GRAMMAR: Readonly<Record<string, ElementRule>> = {
  VAST: group('§3.2', 'Ad* Error*', 'version!'),
  Ad: group('§3.3.2', 'InLine Wrapper', 'id sequence:ordinal adType:adType conditionalAd:flag'),
  InLine: group('§3.4', `${AD} AdTitle! AdServingId!4.1 Category* Description Advertiser Survey* Expires Creatives!`),
  Wrapper: group(
    '§3.19',
    `${AD} VASTAdTagURI! Creatives BlockedAdCategories*`,
    'followAdditionalWrappers:flag allowMultipleAds:flag fallbackOnNoAd:flag',
  ),
  AdSystem: word('§3.4.1', 'version'),
  AdTitle: word('§3.4.2'),
  AdServingId: word('§3.4.3'),
  Impression: url('§3.4.4', 'id'),
  Category: word('§3.4.5', 'authority!'),
  Description: word('§3.4.6'),
  Advertiser: word('§3.4.7', 'id'),
  Pricing: element('§3.4.8', 'model:model! currency:currency!', '', 'number'),
  Survey: url('§3.4.9', 'type:mime'),
  Expires: element('§3.4.10', '', '', 'whole'),
  Error: url('§3.4.11'),
  ViewableImpression: group('§3.5', 'Viewable* NotViewable* ViewUndetermined*', 'id'),
  Viewable: url('§3.5.1'),
  NotViewable: url('§3.5.2'),
  ViewUndetermined: url('§3.5.3'),
  // A URL of its own there, until VAST 4.1 took it away.
  'Verification/ViewableImpression': url('VAST 4.0 schema, Verification', 'id'),
  Creatives: group('§3.6', 'Creative*'),
  Creative: group(
    '§3.7',
    'UniversalAdId*!4 CreativeExtensions Linear NonLinearAds CompanionAds',
    `id sequence:whole adId adID AdID ${FRAMEWORK}`,
  ),
  'Wrapper/Creative': group(
    '§3.7',
    'UniversalAdId* CreativeExtensions Linear NonLinearAds CompanionAds',
    `id sequence:whole adId adID AdID ${FRAMEWORK}`,
  ),
  UniversalAdId: word('§3.7.1', 'idRegistry! idValue'),
  Linear: group(
    '§3.8',
    'Duration! AdParameters MediaFiles! VideoClicks TrackingEvents Icons CreativeExtensions',
    'skipoffset:offset',
  ),
  'Wrapper/Linear': group(
    '§3.8',
    'VideoClicks TrackingEvents Icons InteractiveCreativeFile* CreativeExtensions',
    'skipoffset:offset',
  ),
  Duration: element('§3.8.1', '', '', 'time'),
  AdParameters: word('§3.8.2', 'xmlEncoded:flag'),
  MediaFiles: group('§3.9', 'MediaFile*! Mezzanine* InteractiveCreativeFile* ClosedCaptionFiles'),
  MediaFile: url(
    '§3.9.1',
    `${MEDIA} bitrate:number minBitrate:number maxBitrate:number scalable:flag maintainAspectRatio:flag ${FRAMEWORK}`,
  ),
  Mezzanine: url('§3.9.2', MEDIA),
  InteractiveCreativeFile: url('§3.9.3', `type:mime ${FRAMEWORK} variableDuration:flag`),
  ClosedCaptionFiles: group('§3.9.4', 'ClosedCaptionFile*'),
  ClosedCaptionFile: url('§3.9.5', 'type:mime language'),
  VideoClicks: group('§3.10', 'ClickThrough ClickTracking* CustomClick*'),
  ClickThrough: url('§3.10.1', 'id'),
  ClickTracking: url('§3.10.2', 'id'),
  CustomClick: url('§3.10.3', 'id'),
  Icons: group('§3.11', 'Icon*!'),
  Icon: group(
    '§3.11.1',
    `${RESOURCES} IconClicks IconViewTracking*`,
    `program!<4 width:whole!<4 height:whole!<4 xPosition:placeX!<4 yPosition:placeY!<4 duration:time offset:time ${FRAMEWORK} pxratio:number altText hoverText regs:whole`,
  ),
  IconViewTracking: url('§3.11.2'),
  IconClicks: group('§3.11.3', 'IconClickThrough IconClickTracking* IconClickFallbackImages'),
  IconClickThrough: url('§3.11.4'),
  IconClickTracking: url('§3.11.5', 'id'),
  IconClickFallbackImages: group('§3.11.6', 'IconClickFallbackImage*!'),
  IconClickFallbackImage: group('§3.11.6.1', 'AltText StaticResource', 'width:whole height:whole'),
  'IconClickFallbackImage/StaticResource': url('§3.11.6.1', 'creativeType:mime'),
  NonLinearAds: group('§3.12', 'NonLinear* TrackingEvents'),
  NonLinear: group(
    '§3.12.1',
    `${RESOURCES} AdParameters NonLinearClickThrough NonLinearClickTracking* CreativeExtensions`,
    `id width:whole! height:whole! expandedWidth:whole expandedHeight:whole scalable:flag maintainAspectRatio:flag minSuggestedDuration:time ${FRAMEWORK}`,
  ),
  'Wrapper/NonLinear': group(
    '§3.12.1',
    'NonLinearClickTracking* CreativeExtensions',
    `id width:whole height:whole expandedWidth:whole expandedHeight:whole scalable:flag maintainAspectRatio:flag minSuggestedDuration:time ${FRAMEWORK}`,
  ),
  NonLinearClickThrough: url('§3.12.2'),
  NonLinearClickTracking: url('§3.12.3', 'id'),
  TrackingEvents: group('§3.14.2', 'Tracking*'),
  'Verification/TrackingEvents': group('§3.17.3', 'Tracking*'),
  Tracking: url('§3.14.3', 'event! offset:offset'),
  CompanionAds: group('§3.13', 'Companion*', 'required:required'),
  Companion: group(
    '§3.13.1',
    `${RESOURCES} AdParameters AltText CompanionClickThrough CompanionClickTracking* TrackingEvents CreativeExtensions`,
    `id width:whole! height:whole! assetWidth:whole assetHeight:whole expandedWidth:whole expandedHeight:whole ${FRAMEWORK} adSlotId adSlotID pxratio:number renderingMode:rendering logoTile logoTitle logoArtist logoURL`,
  ),
  AltText: word('§3.13.2'),
  CompanionClickThrough: url('§3.13.3'),
  CompanionClickTracking: url('§3.13.4', 'id'),
  StaticResource: url('§3.15.1', 'creativeType:mime!'),
  IFrameResource: url('§3.15.2'),
  HTMLResource: word('§3.15.3', 'xmlEncoded:flag'),
  AdVerifications: group('§3.16', 'Verification*'),
  Verification: group(
    '§3.17',
    'JavaScriptResource* ExecutableResource* FlashResource* ViewableImpression TrackingEvents VerificationParameters',
    'vendor!4.1',
  ),
  JavaScriptResource: url('§3.17.1', `${FRAMEWORK}!4.1 browserOptional:flag`),
  // What it names need not be a URL.
  ExecutableResource: word('§3.17.2', `${FRAMEWORK}!4.1 type!4.1`),
  FlashResource: url('VAST 4.0 schema, Verification', FRAMEWORK),
  VerificationParameters: word('§3.17.5'),
  BlockedAdCategories: word('§3.19.2', 'authority'),
  VASTAdTagURI: url('§3.19.1'),
};

/** What may hold anything: its inside is not looked at, but for misspellings of the CTV addendum. */
export const OPEN_ELEMENTS: readonly string[] = ['Extensions', 'CreativeExtensions'];
