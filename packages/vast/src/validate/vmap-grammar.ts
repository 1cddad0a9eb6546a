import { element, type ElementRule } from './grammar.js';

/** The elements of VMAP 1.0.1, down to where a VAST document begins. They are named: no text of it was at hand to tell its clauses from. */
export const VMAP_GRAMMAR: Readonly<Record<string, ElementRule>> = {
  VMAP: element('VMAP 1.0.1 <VMAP>', 'version!', 'AdBreak* Extensions'),
  AdBreak: element(
    'VMAP 1.0.1 <AdBreak>',
    'timeOffset:timeOffset! breakType:breakType! breakId repeatAfter:time',
    'AdSource TrackingEvents Extensions',
  ),
  AdSource: element(
    'VMAP 1.0.1 <AdSource>',
    'id allowMultipleAds:flag followRedirects:flag',
    'VASTAdData VASTData AdTagURI CustomAdData',
  ),
  VASTAdData: element('VMAP 1.0.1 <VASTAdData>', '', 'VAST'),
  VASTData: element('VMAP 1.0.1 <VASTData>', '', 'VAST'),
  AdTagURI: element('VMAP 1.0.1 <AdTagURI>', 'templateType!', '', 'url'),
  CustomAdData: element('VMAP 1.0.1 <CustomAdData>', 'templateType!', '', 'text'),
  TrackingEvents: element('VMAP 1.0.1 <TrackingEvents>', '', 'Tracking*'),
  Tracking: element('VMAP 1.0.1 <Tracking>', 'event:vmapEvent!', '', 'url'),
};
