import type { Undo } from '@cutaway/core';
import type Hls from 'hls.js';
import type { BufferAppendedData, FragBufferedData } from 'hls.js';

/**
 * Captions inside of the picture wait in hls.js until a piece of picture is told as appended, and it does not tell each: where picture and
 * sound are done in one task, what waits for the one takes the other out of the queue ahead of its event (1.7.4, `stepOperationQueue`). The
 * segment is told as buffered all the same: of one with nothing told of its picture, that is told here.
 */
export function tellAppended(hls: Hls): Undo {
  const { Events } = hls.constructor as typeof Hls;
  let timeRanges: BufferAppendedData['timeRanges'] = {};
  let toldOf: unknown = null;
  let untold: FragBufferedData | null = null;
  const tell = (): void => {
    const { frag, chunkMeta } = untold ?? {};
    if (!frag || !chunkMeta || !timeRanges.video?.length) return; // of an ad's first segment: known with the next event
    hls.trigger(Events.BUFFER_APPENDED, { type: 'video', frag, part: null, chunkMeta, parent: frag.type, timeRanges });
  };
  const onAppended = (_name: unknown, data: BufferAppendedData): void => {
    ({ timeRanges } = data);
    if (data.type === 'video') {
      toldOf = data.frag;
      untold = null;
    } else tell();
  };
  const onBuffered = (_name: unknown, data: FragBufferedData): void => {
    if (data.frag === toldOf || !data.frag.elementaryStreams.video) return;
    untold = data;
    tell();
  };
  hls.on(Events.BUFFER_APPENDED, onAppended);
  hls.on(Events.FRAG_BUFFERED, onBuffered);
  return () => {
    hls.off(Events.BUFFER_APPENDED, onAppended);
    hls.off(Events.FRAG_BUFFERED, onBuffered);
  };
}
