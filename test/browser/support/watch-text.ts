/** Script for a page: what can be read on the screen, ten times a second, without the markup of WebVTT. */
export const WATCH_TEXT = `
  window.text = [];
  setInterval(() => {
    const read = [];
    for (const { textTracks } of document.querySelectorAll('video'))
      for (const { mode, activeCues } of textTracks)
        if (mode === 'showing') for (const cue of activeCues || []) read.push(cue.text.replace(/<[^>]*>/g, ''));
    for (const box of document.querySelectorAll('.shaka-text-container'))
      if (getComputedStyle(box).visibility === 'visible' && box.innerText.trim()) read.push(box.innerText.trim());
    const lines = [...document.querySelectorAll('[data-cutaway="captions"]')].map((box) => box.innerText.trim());
    const seconds = document.querySelector('video')?.currentTime ?? 0;
    window.text.push({ atMs: performance.now(), seconds, read: read.join(' '), ofAd: lines.join(' ') });
  }, 100);
`;
export interface Reading {
  readonly atMs: number;
  /** Of the first element's media. */
  readonly seconds: number;
  readonly read: string;
  /** What the ad's own captions say. */
  readonly ofAd: string;
}
export type ReadsText = Window & { readonly text: readonly Reading[] };
/** Between two looks, and what a busy machine is late. */
export const SLACK_MS = 400;
