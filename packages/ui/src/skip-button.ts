import type { ViewerIntent } from '@cutaway/core';
import { isOkKey } from './remote-keys.js';
import { makeElement, setText, setVisible } from './make-element.js';
import type { Part } from './part.js';
import { rememberFocus } from './remember-focus.js';
import { skipButton } from './skip-button.css.js';
import type { Stage } from './stage.js';
import type { Words } from './words.js';

/** "Skip in 5", then "Skip ad". One intent per ad, however long OK is held. */
export function createSkipButton(
  stage: Stage,
  words: Words,
  takesFocus: boolean,
  send: (intent: ViewerIntent) => void,
): Part {
  const button = makeElement(stage.owner, 'button', 'skip', skipButton);
  button.type = 'button';
  button.disabled = true;
  setVisible(button, false);
  stage.element.appendChild(button);
  const unwatch = stage.onResize(({ safeXPx, safeYPx }) => {
    button.style.right = `${safeXPx}px`;
    button.style.bottom = `${safeYPx}px`;
  });
  const focus = rememberFocus(button);
  let shownAd: string | null = null;
  let skippedAd: string | null = null;

  const hide = () => {
    focus.giveBack();
    if (!button.disabled) button.disabled = true;
    setVisible(button, false);
  };
  const skip = () => {
    if (button.disabled || shownAd === null || shownAd === skippedAd) return;
    skippedAd = shownAd;
    hide();
    send({ type: 'skip' });
  };
  const onKey = (event: KeyboardEvent) => {
    if (!isOkKey(event)) return;
    // Also keeps the browser from making a click of the same press.
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) skip();
  };
  button.addEventListener('keydown', onKey);
  button.addEventListener('click', skip);

  return {
    show({ ad }) {
      const seconds = ad === null || ad.adInstanceId === skippedAd ? null : ad.skipInSeconds;
      const usable = seconds !== null && seconds <= 0;
      const becameUsable = usable && button.disabled;
      shownAd = ad === null ? null : ad.adInstanceId;
      if (seconds === null) return hide();
      setText(button, usable ? words.skip : words.skipIn(Math.ceil(seconds)));
      if (!usable) focus.giveBack();
      if (button.disabled === usable) button.disabled = !usable;
      setVisible(button, true);
      if (becameUsable && takesFocus) button.focus();
    },
    undo() {
      focus.giveBack();
      focus.undo();
      unwatch();
      button.removeEventListener('keydown', onKey);
      button.removeEventListener('click', skip);
      button.remove();
    },
  };
}
