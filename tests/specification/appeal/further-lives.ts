import type { Policies } from '#shared/kernel/policies.ts';
import type { Life } from './lives-of-appeals.ts';

/**
 * Lives written down by somebody who had not seen the rules, from the articles. Besides the letters of
 * lives-of-appeals.ts: `RS`, `SS` in the simplified procedure · `D` a step's day corrected · `O` an outcome corrected
 * (`@2`: of the step of that number) · `E` the day a decision took effect ·
 * `Z` entered by mistake.
 */
export const FURTHER_LIVES: readonly Life[] = [
  [
    'simplified review (53, 54)',
    'RS 26-03-02, N 26-03-04',
    '26:p 27:p',
    'answer:2026-03-11 decision:2026-04-01',
  ],
  [
    'review over the Spring Festival',
    'R 26-02-09, N 26-02-10',
    '26:p 27:p',
    'answer:2026-03-02 decision:2026-04-10',
  ],
  [
    'decision dated into the next year',
    'R 25-12-20, C 25-12-30 upheld68, D 26-01-05 ConcludeAppeal',
    '25:p 26:u',
  ],
  ['opening dated into the next year', 'R 25-12-20, C 26-02-02 upheld68, D 26-01-05 OpenAppeal', '26:u'],
  ['outcome of a review corrected', 'R 26-03-02, C 26-04-20 upheld68, O 26-05-06 corrected', '26:c'],
  ['entered by mistake', 'R 26-03-02, C 26-04-20 upheld68, Z 26-05-06', ''],
  [
    'judgment served by notice',
    'SD 26-03-02, C 26-06-01 revoked70, V 26-06-01 publicNotice',
    '26:c',
    'appeal:2026-07-16',
  ],
  [
    'ruling served before the National Day',
    'SD 26-03-02, C 26-09-20 actionDismissed, V 26-09-25',
    '26:o',
    'appeal:2026-10-08',
  ],
  ['simplified suit (82, 83)', 'SS 26-03-02', '26:p 27:p', 'answer:2026-03-17~ decision:2026-04-16'],
  [
    'simplified, then sent back: ordinary (82)',
    'SS 26-03-02, C 26-04-10 revoked70, A 26-04-20, B 26-07-01',
    '26:p 27:p',
    'decision:2027-01-04',
  ],
  [
    'to be docketed (109), later sent back (89)',
    'SD 26-01-05, C 26-01-09 notDocketed51, A 26-01-15, B 26-03-02, C 26-05-08 revoked70, A 26-05-15, B 26-07-01, C 26-09-16 claimsDismissed69',
    '26:u',
  ],
  [
    'the second instance dismisses the action (123)',
    'SD 26-03-02, C 26-06-01 revoked70, A 26-06-10, C 26-09-01 actionDismissed',
    '26:o',
    'appeal:none',
  ],
  [
    'mediated in the second instance',
    'SD 26-03-02, C 26-06-01 revoked70, A 26-06-10, C 26-08-03 mediated60',
    '26:o',
    'appeal:none',
  ],
  [
    'appeal withdrawn in the next year',
    'SD 25-09-01, C 25-12-10 claimsDismissed69, A 25-12-20, C 26-01-20 appealWithdrawn',
    '25:p 26:u',
  ],
  [
    'retrial as a first instance: appealable',
    'SD 25-03-03, C 25-06-02 revoked70, T 26-03-02, C 26-06-01 claimsDismissed69, V 26-06-05',
    '25:c 26:u',
    'appeal:2026-06-22',
  ],
  [
    '… and appealed',
    'SD 25-03-03, C 25-06-02 revoked70, T 26-03-02, C 26-06-01 claimsDismissed69, A 26-06-12, C 26-09-01 upheld89',
    '25:c 26:u',
    'appeal:none',
  ],
  [
    'a ruling, confirmed in a retrial: ten days',
    'SD 25-03-03, C 25-04-10 actionDismissed, T 26-03-02, C 26-08-10 upheld89, V 26-08-10',
    '25:o 26:o',
    'appeal:2026-08-20',
  ],
  [
    'a retrial that is ended',
    'SD 25-03-03, C 25-06-02 revoked70, T! 26-03-02, C 26-05-08 retrialEnded',
    '25:c 26:c',
    'appeal:none',
  ],
  [
    'heard again twice',
    'SD 25-03-03, C 25-06-02 revoked70, T 26-03-02, C 26-06-01 claimsDismissed69, T! 27-03-01, C 27-06-01 revoked70',
    '25:c 26:u 27:c',
  ],
  [
    'retrial open at the end of the year of its judgment',
    'SD 26-01-05, C 26-03-02 revoked70, T 26-12-10',
    '26:p 27:p',
  ],
  [
    'retrial sends back, decided, appealed, upheld',
    'SD 25-03-03, C 25-06-02 revoked70, T! 26-03-02, B 26-05-08, C 26-08-10 illegal74, A 26-08-20, C 26-11-02 upheld89',
    '25:c 26:c',
    'appeal:none',
  ],
  [
    'day of the appeal corrected',
    'SD 26-03-02, C 26-06-01 revoked70, A 26-06-15, D 26-06-12 AppealJudgment',
    '26:p 27:p',
    'secondInstance:2026-09-14',
  ],
  [
    'day of the last judgment corrected',
    'SD 26-03-02, C 26-06-01 revoked70, A 26-06-12, C 26-12-28 upheld89, D 27-01-05 ConcludeAppeal',
    '26:p 27:c',
  ],
  [
    'day of the remand corrected',
    'SD 26-03-02, C 26-05-08 revoked70, A 26-05-12, B 26-07-01, D 26-07-06 RemandCase',
    '26:p 27:p',
    'decision:2027-01-06',
  ],
  [
    'outcome of what upheld it corrected',
    'SD 26-03-02, C 26-06-01 revoked70, A 26-06-12, C 26-09-10 upheld89, O 26-09-20 upheld',
    '26:u',
  ],
  [
    'a withdrawal corrected to a judgment',
    'SD 26-03-02, C 26-06-01 withdrawn62, V 26-06-05, O 26-06-08 upheld',
    '26:u',
    'appeal:2026-06-22',
  ],
  [
    'the outcome of the judgment corrected that was heard again',
    'SD 25-03-03, C 25-06-02 revoked70, T 26-03-02, C 26-08-10 claimsDismissed69, O 26-09-01 other@2',
    '25:o 26:u',
  ],
];

export const LIVES_UNDER_POLICIES: readonly (readonly [
  policies: Partial<Policies>,
  about: string,
  steps: string,
  cells: string,
])[] = [
  [
    { retrialCounts: 'unchanged' },
    'a retrial that is not counted',
    'SD 25-03-03, C 25-06-02 revoked70, T 26-03-02, C 26-08-10 claimsDismissed69',
    '25:c',
  ],
  [
    { retrialCounts: 'unchanged' },
    'not even of the same year',
    'SD 26-01-05, C 26-03-02 revoked70, T 26-08-10, C 26-11-02 claimsDismissed69',
    '26:c',
  ],
  [
    { instancePolicy: 'perInstance' },
    'each instance in its year',
    'SD 25-09-01, C 25-12-10 revoked70, A 25-12-20, C 26-03-02 claimsDismissed69',
    '25:cp 26:u',
  ],
  [
    { instancePolicy: 'perInstance' },
    'a remand ends the second',
    'SD 25-09-01, C 25-12-10 revoked70, A 25-12-20, B 26-03-02, C 26-08-10 claimsDismissed69',
    '25:cp 26:uo',
  ],
  [
    { instancePolicy: 'perInstance' },
    'a retrial of the same year is another',
    'SD 26-01-05, C 26-03-02 revoked70, T 26-08-10, C 26-11-02 claimsDismissed69',
    '26:uc',
  ],
  [
    { instancePolicy: 'perInstance' },
    'the last outcome corrected, not the first',
    'SD 25-09-01, C 25-12-10 revoked70, A 25-12-20, C 26-03-02 claimsDismissed69, O 26-03-05 other',
    '25:cp 26:o',
  ],
  [
    { instancePolicy: 'perInstance' },
    'the first outcome corrected while the appeal is heard',
    'SD 25-09-01, C 25-12-10 revoked70, A 25-12-20, O 26-01-05 upheld',
    '25:up 26:p 27:p',
  ],
  [
    { table4By: 'effect' },
    'a withdrawal that was a judgment takes effect when that is recorded',
    'SD 25-09-01, C 25-12-10 withdrawn62, V 26-01-05, O 26-01-06 upheld',
    '25:u',
  ],
  [
    { table4By: 'effect' },
    'a retrial that is ended is final',
    'SD 25-03-03, C 25-06-02 revoked70, E 25-06-18, T! 25-10-09, C 25-12-20 retrialEnded, V 26-01-05',
    '25:p 26:c',
  ],
];
