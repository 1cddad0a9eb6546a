import { describe } from 'vitest';
import { playsOddMedia } from './support/odd-media.js';

describe('ads that are encoded otherwise than the programme, and ads that fail in their middle, stitched in Shaka, in Chromium', () => {
  playsOddMedia('shaka');
});
