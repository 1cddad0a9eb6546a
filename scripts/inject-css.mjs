import { getSourceFromVirtualCssFile, virtualCssFileFilter } from '@vanilla-extract/integration';

const INJECTOR = '\0cutaway-inject-css';
const injectorCode = `export default function (css) {
  if (typeof document === 'undefined') return;
  var style = document.createElement('style');
  style.setAttribute('data-cutaway', '');
  style.appendChild(document.createTextNode(css));
  (document.head || document.documentElement).appendChild(style);
}`;

/**
 * For bundles of one `<script>`: each vanilla-extract sheet becomes a call that appends a `<style data-cutaway>`.
 * Goes before vanilla-extract's own plugin, which would make each sheet an external import. The id given to a sheet
 * must not end in `.css.js` or `.css.ts`: that plugin would take it for a source file.
 */
export function injectCss() {
  const sheets = new Map();
  return {
    name: 'inject-css',
    async resolveId(id) {
      if (id === INJECTOR) return id;
      if (!virtualCssFileFilter.test(id)) return null;
      const { source } = await getSourceFromVirtualCssFile(id);
      const sheet = `\0cutaway-sheet:${id.split('?')[0]}.sheet`;
      sheets.set(sheet, source);
      return { id: sheet, moduleSideEffects: true };
    },
    load(id) {
      if (id === INJECTOR) return injectorCode;
      if (!sheets.has(id)) return null;
      return `import inject from ${JSON.stringify(INJECTOR)};\ninject(${JSON.stringify(sheets.get(id))});`;
    },
  };
}
