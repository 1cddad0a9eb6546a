import type { AdSessionOptions } from '@cutaway/core';
import { expect } from 'vitest';
import { setStage, type Stage, type StageOptions } from './stage.js';

/** What the documents of an ad server's answer ask for, in the order in which it falls due. */
export const WHOLE_AD = ['impression', 'start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];

export const whole = (ad: string): string[] => WHOLE_AD.map((event) => `${ad}/${event}`);

/** Plays one live break whose decision answers this text, to its report; nothing may be alive after the end. */
export async function playAnswer(
  session: Partial<AdSessionOptions>,
  answer: string,
  options: StageOptions = {},
): Promise<Stage> {
  const stage = setStage({ session, decide: () => ({ delayMs: 50, text: answer }), ...options });
  await stage.clock.advance(60_000);
  stage.end();
  await stage.clock.advance(15_000);
  expect(stage.clock.pending()).toBe(0);
  expect(stage.reports).toHaveLength(1);
  return stage;
}
