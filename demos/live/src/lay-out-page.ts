import { html } from './make-node.js';
import * as css from './page.css.js';

type ProblemAbout = 'start' | 'player' | 'order';

/** The places of the page that others fill. */
export interface Page {
  readonly player: HTMLElement;
  readonly video: HTMLVideoElement;
  readonly breakNow: HTMLButtonElement;
  readonly overlayNow: HTMLButtonElement;
  /** Shows what is wrong with one thing, or with null that it is well again. */
  tellProblem(about: ProblemAbout, text: string | null): void;
}

/** What others draw, each in its place. */
export interface Parts {
  readonly board: HTMLElement;
  readonly latest: HTMLElement;
  readonly reports: HTMLElement;
  readonly lanes: HTMLElement;
}

export function layOutPage({ board, latest, reports, lanes }: Parts): Page {
  const video = html('video', css.video);
  video.muted = true;
  video.autoplay = true;
  video.playsInline = true;
  const player = html('div', css.player, video);
  const breakNow = html('button', css.mainButton, 'Break now');
  const overlayNow = html('button', css.button, 'Overlay now');
  const sound = html('button', css.button, 'Sound on');
  video.addEventListener('volumechange', () => (sound.textContent = video.muted ? 'Sound on' : 'Sound off'));
  sound.addEventListener('click', () => (video.muted = !video.muted));
  const problem = html('p', css.problem);
  problem.setAttribute('role', 'alert');
  problem.hidden = true;
  const problems = new Map<ProblemAbout, string>();
  const top = html('div', css.top, html('h1', css.title, 'Cutaway live'), breakNow, overlayNow, sound);
  const side = html('section', css.side, top, board, problem, latest);
  const timeline = html('section', css.timeline, lanes);
  document.body.append(html('main', css.page, player, side, reports, timeline));
  return {
    player,
    video,
    breakNow,
    overlayNow,
    tellProblem(about, text) {
      if (text === null) problems.delete(about);
      else problems.set(about, text);
      problem.hidden = problems.size === 0;
      problem.textContent = [...problems.values()].join('\n');
    },
  };
}
