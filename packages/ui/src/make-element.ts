/** An element with a class and a stable name in `data-cutaway`, by which applications and tests find it. */
export function makeElement<Tag extends keyof HTMLElementTagNameMap>(
  owner: Document,
  tag: Tag,
  name: string,
  className: string,
): HTMLElementTagNameMap[Tag] {
  const element = owner.createElement(tag);
  element.className = className;
  element.setAttribute('data-cutaway', name);
  return element;
}

/** Writes only what changed: a countdown must not redraw more than its own text. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Shown or not at all: hidden parts take no focus and no clicks. */
export function setVisible(element: HTMLElement, visible: boolean): void {
  const display = visible ? '' : 'none';
  if (element.style.display !== display) element.style.display = display;
}
