/** What the browser shows of itself beside its page, which takes half of what its start takes of a processor. Nobody sees it. */
const NO_WIDGETS = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup', 'PreloadTopChromeWebUI'],
  ...['Translate', 'OptimizationHints', 'MediaRouter'],
];

/** The command line of a Chromium without a screen, whoever starts it. */
export const CHROMIUM_FLAGS = [
  ...['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
  `--disable-features=${NO_WIDGETS.join(',')}`,
];
