/**
 * The one rule of case: dimensions and values are compared without regard to it and to blanks around them, everywhere. Facts and
 * expressions are both folded with this, once, when they are made; what compares them later compares text.
 */
export const foldCase = (text: string): string => text.trim().toLowerCase();
