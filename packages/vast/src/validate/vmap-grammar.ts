import { element, type ElementRule } from './grammar.js';

/** The elements of VMAP 1.0.1, down to where a VAST document begins. */
export const VMAP_GRAMMAR: Readonly<Record<string, ElementRule>> = {
  VMAP: element('§2.2', 'version!', 'AdBreak* Extensions'),
  AdBreak: element(
    '§2.3.1',
    'timeOffset:timeOffset! breakType:breakType! breakId repeatAfter:time',
    'AdSource TrackingEvents Extensions',
  ),
  AdSource: element(
    '§2.3.2',
    'id allowMultipleAds:flag followRedirects:flag',
    'VASTAdData VASTData AdTagURI CustomAdData',
  ),
  VASTAdData: element('§2.3.2.1', '', 'VAST'),
  VASTData: element('§2.3.2.1', '', 'VAST'),
  AdTagURI: element('§2.3.2.2', 'templateType!', '', 'url'),
  CustomAdData: element('§2.3.2.3', 'templateType!', '', 'text'),
  TrackingEvents: element('§2.3.3', '', 'Tracking*'),
  Tracking: element('§2.3.3', 'event:vmapEvent!', '', 'url'),
};
