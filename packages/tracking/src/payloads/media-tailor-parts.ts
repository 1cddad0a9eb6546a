import type { Companion, Icon, Resource, Verification } from '@cutaway/model';
import { type Fields, fieldsOf, gather, listOf, msOf, numberOf, textOf, urlsOf } from './fields.js';
import { eventOf, type Wanted } from './tracker-list.js';

/** A part of an ad with what it is to call. */
export interface Part<Value> {
  readonly value: Value;
  readonly wanted: readonly Wanted[];
}

/** The parts of an ad and, under their names, the events that are theirs. */
export function partsOf<Value>(
  list: unknown,
  kind: 'icon' | 'companion' | 'verification',
  read: (one: Fields) => Part<Value>,
): { readonly values: readonly Value[]; readonly wanted: readonly Wanted[] } {
  const parts = listOf(list).map((one) => read(fieldsOf(one)));
  const wanted = gather(parts, (part, n) => part.wanted.map((one) => ({ ...one, of: `${kind}:${n}` })));
  return { values: parts.map(({ value }) => value), wanted };
}

/** `companionAds[]`: attributes are texts. */
export function companionOf(one: Fields): Part<Companion> {
  const attributes = fieldsOf(one['attributes']);
  const events = gather(listOf(one['trackingEvents']), (tracking): Wanted[] => {
    const event = eventOf(textOf(fieldsOf(tracking)['event'] ?? fieldsOf(tracking)['eventType']));
    return event === null ? [] : [{ event, urls: urlsOf(tracking) }];
  });
  const value = {
    id: textOf(attributes['id']) ?? '',
    width: numberOf(attributes['width']) ?? 0,
    height: numberOf(attributes['height']) ?? 0,
    adSlotId: textOf(attributes['adSlotId']),
    renderingMode: textOf(attributes['renderingMode']) ?? 'default',
    resources: resourcesOf(one),
    clickThrough: textOf(one['companionClickThrough']),
    altText: textOf(one['altText']),
    adParameters: textOf(one['adParameters']),
    apiFramework: textOf(attributes['apiFramework']),
    pixelRatio: numberOf(attributes['pxratio']) ?? 1,
  };
  return { value, wanted: [...events, { event: 'clickTracking', urls: urlsOf(one['companionClickTracking']) }] };
}

/** `icons[]`: views and clicks are lists beside the attributes. */
export function iconOf(one: Fields): Part<Icon> {
  const attributes = fieldsOf(one['attributes']);
  const clicks = fieldsOf(one['iconClicks']);
  const fallbacks = listOf(clicks['iconClickFallbackImages']).map(fieldsOf);
  const value: Icon = {
    program: textOf(attributes['program']) ?? '',
    width: numberOf(attributes['width']),
    height: numberOf(attributes['height']),
    xPosition: attributes['xPosition'] === 'left' ? 'left' : (numberOf(attributes['xPosition']) ?? 'right'),
    yPosition: attributes['yPosition'] === 'bottom' ? 'bottom' : (numberOf(attributes['yPosition']) ?? 'top'),
    offsetMs: msOf(attributes['offset']) ?? 0,
    durationMs: msOf(attributes['duration']),
    pixelRatio: numberOf(attributes['pxratio']) ?? 1,
    apiFramework: textOf(attributes['apiFramework']),
    altText: textOf(attributes['altText']),
    hoverText: textOf(attributes['hoverText']),
    regulation: numberOf(attributes['regs']),
    resources: resourcesOf(one),
    clickThrough: textOf(clicks['iconClickThrough']),
    fallbackImages: gather(fallbacks, ({ attributes: size, altText, staticResource }) =>
      urlsOf(staticResource).map((imageUrl) => ({
        ...{ width: numberOf(fieldsOf(size)['width']), height: numberOf(fieldsOf(size)['height']) },
        ...{ altText: textOf(altText), imageUrl },
      })),
    ),
  };
  return {
    value,
    wanted: [
      { event: 'creativeView', urls: urlsOf(one['iconViewTracking']) },
      { event: 'clickTracking', urls: urlsOf(clicks['iconClickTracking'] ?? clicks['iconClickTrackings']) },
    ],
  };
}

/** `adVerifications[]`. */
export function verificationOf(one: Fields): Part<Verification> {
  const resources = (list: unknown, type: 'javascript' | 'executable') =>
    gather(listOf(list), (resource) =>
      urlsOf(resource).map((url) => ({
        ...{ type, url, apiFramework: textOf(fieldsOf(resource)['apiFramework']) ?? '' },
        browserOptional: String(fieldsOf(resource)['browserOptional']) === 'true',
        mimeType: textOf(fieldsOf(resource)['type']),
      })),
    );
  const events = listOf(one['trackingEvents']).filter(
    (tracking) => fieldsOf(tracking)['event'] === 'verificationNotExecuted',
  );
  const value = {
    vendor: textOf(one['vendor']) ?? '',
    resources: [
      ...resources(one['javaScriptResource'], 'javascript'),
      ...resources(one['executableResource'], 'executable'),
    ],
    parameters: textOf(one['verificationParameters']),
  };
  return { value, wanted: [{ event: 'verificationNotExecuted', urls: urlsOf(events) }] };
}

function resourcesOf(one: Fields): Resource[] {
  const all = [
    ['static', one['staticResource']],
    ['iframe', one['iFrameResource']],
    ['html', one['htmlResource'] ?? one['hTMLResource']],
  ] as const;
  return gather(all, ([type, content]): Resource[] => {
    const text = textOf(content);
    return text === null ? [] : [{ type, content: text }];
  });
}
