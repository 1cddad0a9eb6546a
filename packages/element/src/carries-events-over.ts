/**
 * Does this event of one element tell of another? Some sets send the events of a media element to all of them (video.js#523 on Tizen):
 * then the element's own state contradicts it. Proof: carries-events-over.test.ts
 */
export function carriesEventsOver(type: string, { readyState, ended, error }: HTMLMediaElement): boolean {
  switch (type) {
    case 'loadstart':
      return readyState > 0; // it begins to load, and has something already
    case 'ended':
      return !ended;
    case 'error':
      return !error;
    default:
      return false;
  }
}
