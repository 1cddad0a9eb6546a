/** Loads the integrator's service script; `remove` takes its element away again. */
export function loadService(url: string): { readonly loaded: Promise<void>; readonly remove: () => void } {
  const element = document.createElement('script');
  const loaded = new Promise<void>((done, failed) => {
    element.onload = () => done();
    element.onerror = () => {
      element.remove();
      failed(new Error(`Cannot load Open Measurement service: ${url} failed, expected a script`));
    };
  });
  element.async = true;
  element.src = url;
  document.head.appendChild(element);
  return { loaded, remove: () => element.remove() };
}
