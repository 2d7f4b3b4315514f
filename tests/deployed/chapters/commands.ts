/** The commands that docs/deployment.md prescribes, against what is deployed. */
import { expect } from 'vitest';
import type { Chapter } from '../chapter.ts';

export const madeUpFor: Chapter = {
  title: 'read models are filled anew, made up for, and verified by the documented commands',
  happens: async ({ house }) => {
    for (const words of [['rebuild'], ['catch-up', '--since', '2026-11-24T09:00:00+08:00'], ['verify']]) {
      const { exit, stdout, stderr } = await house.command(...words);
      expect([words[0], exit, stderr.replace(/\d+.*\n/g, '')], stdout + stderr).toEqual([
        words[0],
        0,
        expect.any(String),
      ]);
    }
    await house.settle();
  },
};
