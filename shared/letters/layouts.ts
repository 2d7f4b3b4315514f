/** The forms of GB/T 9704-2012 a letter can have: 信函格式 (10.1), and the one with a red head (7). */
export const LAYOUTS = ['letter', 'redHead'] as const;
export type Layout = (typeof LAYOUTS)[number];
