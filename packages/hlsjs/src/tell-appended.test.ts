import Hls from 'hls.js';
import { expect, it } from 'vitest';
import { tellAppended } from './tell-appended.js';

const { BUFFER_APPENDED, FRAG_BUFFERED } = Hls.Events;
const segment = (sn: number, stream = 'video') => ({ sn, type: 'main', elementaryStreams: { [stream]: {} } });
const withPicture = { video: { length: 1 } };

/** What is told as appended while hls.js tells this, in order. Its own listeners are off: there is no element. */
function toldWhile(tell: (trigger: (event: string, data: object) => void) => void): string[] {
  const hls = new Hls();
  hls.removeAllListeners();
  const told: string[] = [];
  hls.on(BUFFER_APPENDED, (_name, { type, frag }) => void told.push(`${type} ${frag.sn}`));
  const leave = tellAppended(hls);
  const trigger = (event: string, data: object): void => void hls.trigger(event as never, data as never);
  tell(trigger);
  leave();
  trigger(FRAG_BUFFERED, { frag: segment(99), chunkMeta: {} });
  return told;
}
/** Picture and sound of a segment; `isTold`: the picture's event was not lost. */
const append =
  (sn: number, isTold: boolean, timeRanges: object = withPicture) =>
  (trigger: (event: string, data: object) => void): void => {
    const frag = segment(sn);
    trigger(BUFFER_APPENDED, { type: 'audio', frag: segment(sn, 'audio'), timeRanges });
    if (isTold) trigger(BUFFER_APPENDED, { type: 'video', frag, timeRanges });
    trigger(FRAG_BUFFERED, { frag: segment(sn, 'audio') });
    trigger(FRAG_BUFFERED, { frag, chunkMeta: {} });
  };

it('tells once of a picture that was appended, whether hls.js tells of it or not (R85)', () => {
  expect(
    toldWhile((trigger) => {
      append(1, true)(trigger);
      append(2, false)(trigger);
      append(3, false)(trigger);
      append(4, true)(trigger);
    }),
  ).toEqual(['audio 1', 'video 1', 'audio 2', 'video 2', 'audio 3', 'video 3', 'audio 4', 'video 4']);
});
it('waits for an event that says what is buffered where the picture was appended behind the last (R85)', () => {
  expect(
    toldWhile((trigger) => {
      append(1, false, { video: { length: 0 } })(trigger);
      trigger(BUFFER_APPENDED, { type: 'audio', frag: segment(2, 'audio'), timeRanges: withPicture });
      trigger(BUFFER_APPENDED, { type: 'audio', frag: segment(3, 'audio'), timeRanges: withPicture });
    }),
  ).toEqual(['audio 1', 'audio 2', 'video 1', 'audio 3']);
});
