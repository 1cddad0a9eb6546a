import { createAdSession, type BreakReport } from '@cutaway/core';
import { plainVideo } from '@cutaway/element/plain-video';
import type { Signal } from '@cutaway/model';
import { putVideo } from './support/put-video.js';

declare global {
  interface Window {
    /** Plays a film with breaks that the application knows of, until one has closed and content goes on. */
    playBreaks(film: string, signals: readonly Signal[]): Promise<BreakSeen>;
  }
}

export interface BreakSeen {
  readonly report: BreakReport;
  readonly videos: number;
  readonly isContentOn: boolean;
}

window.playBreaks = async (film, signals) => {
  const { video } = putVideo();
  const session = createAdSession({
    player: plainVideo(video, { signals }),
    decision: { url: '/decision', jitterMs: 0 },
  });
  const closed = new Promise<BreakReport>((resolve) => session.on('report', resolve));
  video.src = film;
  await video.play();
  const report = await closed;
  await new Promise((resolve) => setTimeout(resolve, 500));
  const { currentTime } = video;
  await new Promise((resolve) => setTimeout(resolve, 500));
  return {
    report,
    videos: document.querySelectorAll('video').length,
    isContentOn: video.currentTime > currentTime && !video.muted,
  };
};
