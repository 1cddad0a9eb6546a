import { describe, expect, it } from 'vitest';
import { createFakeOmidClient } from './fake-omid-client.js';

/** Each as the published client 1.3.17 does it. */
function open(options: Parameters<typeof createFakeOmidClient>[0] = {}) {
  const client = createFakeOmidClient(options);
  const om = client.sessionClient;
  const script = new om.VerificationScriptResource('https://a.example/v.js', 'a.example', 'of=a', 'limited');
  const context = new om.Context(new om.Partner('Example', '1.2'), [script]);
  const session = new om.AdSession(context);
  return { ...client, om, context, session };
}
function openWhole(options: Parameters<typeof createFakeOmidClient>[0] = {}) {
  const opened = open(options);
  const { om, session } = opened;
  const vast = new om.VastProperties(false, 0, true, 'preroll');
  return { ...opened, vast, ad: new om.AdEvents(session), media: new om.MediaEvents(session) };
}

describe('the stand-in for a session client refuses', () => {
  const { om, session } = open();
  const { media, ad } = openWhole();
  it.each([
    ['a partner without a name', () => new om.Partner('', '1.2')],
    ['a partner without a version', () => new om.Partner('Example', ' ')],
    ['a script without a URL', () => new om.VerificationScriptResource('')],
    ['an element that is not there', () => open().context.setVideoElement(null as unknown as object)],
    ['a window that is not there', () => open().context.setServiceWindow(undefined)],
    ['a length that is no number', () => media.start(Number.NaN, 1)],
    ['a volume above 1', () => media.start(10, 1.01)],
    ['a volume below 0', () => media.volumeChange(-0.1)],
    ['no state of the player', () => media.playerStateChange(undefined as unknown as string)],
    ['properties that are not its own', () => ad.loaded({ isSkippable: false })],
    ['an impression before the session runs', () => ad.impressionOccurred()],
    ['a second AdEvents of one session', () => [new om.AdEvents(session), new om.AdEvents(session)]],
    [
      'a creative type after loaded',
      () => {
        const { ad: events, vast, session: loaded } = openWhole();
        events.loaded(vast);
        loaded.setCreativeType('video');
      },
    ],
  ])('%s', (_, call) => {
    expect(call).toThrow(/^Cannot |toJSON/);
  });

  it('nothing else: a script needs no vendor, and has full access unless it is told', () => {
    expect(new om.VerificationScriptResource('https://a.example/v.js').toJSON()).toMatchObject({ accessMode: 'full' });
  });
});

describe('the service behind it', () => {
  it('hears a session, call by call', () => {
    const { service, session, ad, media, vast } = openWhole();
    session.setCreativeType('video');
    session.start();
    ad.loaded(vast);
    ad.impressionOccurred();
    media.start(10, 0.5);
    session.finish();
    expect(service.faults).toEqual([]);
    expect(service.log.map((call) => call.slice(3))).toEqual([
      'setClientInfo Example 1.2',
      'injectVerificationScriptResources a.example https://a.example/v.js of=a limited',
      ...['registerAdEvents', 'registerMediaEvents', 'setCreativeType video', 'startSession'],
      'loaded {"isSkippable":false,"skipOffset":0,"isAutoPlay":true,"position":"preroll"}',
      ...['impressionOccurred', 'start 10 0.5', 'finishSession'],
    ]);
  });

  it('says who spoke while the session of another ad ran', () => {
    const { service, session, om, context } = openWhole();
    session.start();
    new om.AdSession(context);
    expect(service.faults).toContain(
      '1: injectVerificationScriptResources in a session that is running, expected it new',
    );
  });

  it('keeps sessions apart where the client names them', () => {
    const { service } = createFakeOmidClient();
    for (const id of ['x', 'y']) service.hear('setClientInfo', ['1.5.5', 'Example', '1.2', id]);
    service.hear('startSession', [{}, 'x']);
    service.hear('startSession', [{}, 'y']);
    service.hear('finishSession', ['x']);
    expect(service.faults).toEqual([]);
    expect(service.alive()).toBe(1);
  });

  it.each([
    ['before its session runs', 'hangs', (one: Whole) => one.media.complete(), 'complete in a session that is asked'],
    ['before loaded', 'answers', (one: Whole) => one.ad.impressionOccurred(), 'impressionOccurred before loaded'],
  ] as const)('says which event came %s', (_, answers, call, fault) => {
    const whole = openWhole({ service: answers });
    whole.session.start();
    call(whole);
    expect(whole.service.faults.join()).toContain(fault);
  });

  it('hears nothing where it is missing', () => {
    const { session, service } = open({ service: 'missing' });
    session.start();
    expect([session.isSupported(), service.log]).toEqual([false, []]);
  });
});

type Whole = ReturnType<typeof openWhole>;
