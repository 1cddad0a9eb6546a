/** The only door of the code for captions of ads: loaded where an ad has some, and the viewer has captions on. */
export { fetchCaptions } from './captions/fetch-captions.js';
