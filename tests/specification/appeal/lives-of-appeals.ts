/**
 * Lives of reviews and suits, worked out from the articles alone. A life is written as its steps, each a letter, a day
 * of 2025 to 2027 and what it says:
 * `R`, `SD`, `SA` review opened, suit docketed (direct, after review) · `N` copy served · `W` answered · `C` decided ·
 * `V` decision served · `A` appealed · `B` sent back · `T` retrial (`T!` by a higher court) · `X` review extended.
 * Expected: what table 四 counts by year (`u` upheld, `c` corrected, `o` other, `p` pending), and dates: `step:day`,
 * with `~` where the day is only the earliest.
 */
export type Life = readonly [about: string, steps: string, cells: string, due?: string];

export const LIVES: readonly Life[] = [
  // reviews
  ['upheld', 'R 26-03-02, C 26-04-20 upheld68', '26:u'],
  ['claim rejected (69)', 'R 26-03-02, C 26-04-20 claimRejected69', '26:u'],
  ['changed (63)', 'R 26-03-02, C 26-04-20 changed63', '26:c'],
  ['revoked (64)', 'R 26-03-02, C 26-04-20 revoked64', '26:c'],
  ['found unlawful (65)', 'R 26-03-02, C 26-04-20 illegal65', '26:c'],
  ['ordered to perform (66)', 'R 26-03-02, C 26-04-20 ordered66', '26:c'],
  ['void (67)', 'R 26-03-02, C 26-04-20 void67', '26:c'],
  ['no evidence (70)', 'R 26-03-02, C 26-04-20 noEvidence70', '26:c'],
  ['not accepted (30)', 'R 26-03-02, C 26-03-05 notAccepted30', '26:o'],
  ['dismissed (33)', 'R 26-03-02, C 26-04-20 dismissed33', '26:o'],
  ['terminated (41)', 'R 26-03-02, C 26-04-20 terminated41', '26:o'],
  ['mediated (73)', 'R 26-03-02, C 26-04-20 mediated73', '26:o'],
  ['over the turn of the year', 'R 25-12-15, C 26-02-10 upheld68', '25:p 26:u'],
  ['open', 'R 26-03-02', '26:p 27:p', 'answer:2026-03-16~ decision:2026-05-06'],
  ['copy served', 'R 26-03-02, N 26-03-06', '26:p 27:p', 'answer:2026-03-20 decision:2026-05-06'],
  ['copy served by notice', 'R 26-03-02, N 26-03-06 publicNotice', '26:p 27:p', 'answer:2026-04-20'],
  ['answered', 'R 26-03-02, N 26-03-06, W 26-03-20', '26:p 27:p', 'decision:2026-05-06'],
  ['extended by 30 days (62)', 'R 26-03-02, W 26-03-10, X 26-04-25 30', '26:p 27:p', 'decision:2026-06-01'],
  ['extended by 15 days (62)', 'R 26-03-02, W 26-03-10, X 26-04-25 15', '26:p 27:p', 'decision:2026-05-18'],
  // first instance
  ['claims dismissed (69)', 'SD 26-03-02, C 26-06-01 claimsDismissed69', '26:u', 'appeal:2026-06-16~'],
  ['judgment served', 'SD 26-03-02, C 26-06-01 claimsDismissed69, V 26-06-10', '26:u', 'appeal:2026-06-25'],
  ['revoked (70)', 'SD 26-03-02, C 26-06-01 revoked70, V 26-06-05', '26:c', 'appeal:2026-06-22'],
  ['partly revoked (70)', 'SA 26-03-02, C 26-06-01 partlyRevoked70', '26:c'],
  ['ordered (72)', 'SD 26-03-02, C 26-06-01 ordered72', '26:c'],
  ['payment (73)', 'SD 26-03-02, C 26-06-01 payment73', '26:c'],
  ['found unlawful (74)', 'SD 26-03-02, C 26-06-01 illegal74', '26:c'],
  ['void (75)', 'SD 26-03-02, C 26-06-01 void75', '26:c'],
  ['changed (77)', 'SD 26-03-02, C 26-06-01 changed77', '26:c'],
  ['withdrawn (62)', 'SD 26-03-02, C 26-06-01 withdrawn62', '26:o', 'appeal:none'],
  ['taken as withdrawn (58)', 'SD 26-03-02, C 26-06-01 deemedWithdrawn58', '26:o', 'appeal:none'],
  ['mediated (60)', 'SD 26-03-02, C 26-06-01 mediated60', '26:o', 'appeal:none'],
  ['transferred', 'SD 26-03-02, C 26-06-01 transferred', '26:o', 'appeal:none'],
  ['proceedings ended', 'SD 26-03-02, C 26-06-01 terminated', '26:o', 'appeal:none'],
  ['action dismissed', 'SD 26-03-02, C 26-06-01 actionDismissed, V 26-06-05', '26:o', 'appeal:2026-06-15'],
  ['not docketed (51)', 'SD 26-09-10, C 26-09-15 notDocketed51, V 26-09-15', '26:o', 'appeal:2026-09-28'],
  ['over the turn of the year', 'SD 25-11-03, C 26-04-10 claimsDismissed69', '25:p 26:u'],
  ['open', 'SD 26-03-02', '26:p 27:p', 'answer:2026-03-17~ decision:2026-09-02'],
  ['copy served', 'SD 26-03-02, N 26-03-09', '26:p 27:p', 'answer:2026-03-24 decision:2026-09-02'],
  ['the copy came back', 'SD 26-03-02, N 26-03-09 returned', '26:p 27:p', 'answer:2026-03-17~'],
  [
    'came back, handed over then',
    'SD 26-03-02, N 26-03-05 returned, N 26-03-09',
    '26:p 27:p',
    'answer:2026-03-24',
  ],
  // second instance
  [
    'appealed',
    'SD 26-03-02, C 26-06-01 revoked70, V 26-06-05, A 26-06-12',
    '26:p 27:p',
    'secondInstance:2026-09-14',
  ],
  [
    'judgment upheld (89)',
    'SD 26-03-02, C 26-06-01 revoked70, A 26-06-12, C 26-09-10 upheld89',
    '26:c',
    'appeal:none',
  ],
  ['ruling upheld (89)', 'SD 26-03-02, C 26-06-01 actionDismissed, A 26-06-10, C 26-09-10 upheld89', '26:o'],
  [
    'changed to the office',
    'SD 26-03-02, C 26-06-01 revoked70, A 26-06-12, C 26-09-10 claimsDismissed69',
    '26:u',
  ],
  [
    'changed against it',
    'SD 26-03-02, C 26-06-01 claimsDismissed69, A 26-06-12, C 26-09-10 ordered72',
    '26:c',
  ],
  [
    'appeal withdrawn',
    'SD 26-03-02, C 26-06-01 claimsDismissed69, A 26-06-12, C 26-07-10 appealWithdrawn',
    '26:u',
  ],
  [
    'suit withdrawn on appeal',
    'SD 26-03-02, C 26-06-01 revoked70, A 26-06-12, C 26-07-10 withdrawn62',
    '26:o',
  ],
  ['upheld a year later', 'SD 26-03-02, C 26-11-20 revoked70, A 26-12-01, C 27-02-10 upheld89', '26:p 27:c'],
  [
    'appealed in the new year',
    'SD 26-03-02, C 26-12-25 revoked70, A 27-01-06, C 27-03-10 claimsDismissed69',
    '26:p 27:u',
  ],
  // sent back
  [
    'sent back (89)',
    'SD 26-03-02, C 26-05-08 revoked70, A 26-05-12, B 26-07-01',
    '26:p 27:p',
    'decision:2027-01-04',
  ],
  [
    'sent back, decided anew',
    'SD 26-03-02, C 26-05-08 revoked70, A 26-05-12, B 26-07-01, C 26-09-16 claimsDismissed69, V 26-09-16',
    '26:u',
    'appeal:2026-10-08',
  ],
  [
    'appealed again',
    'SD 26-03-02, C 26-05-08 revoked70, A 26-05-12, B 26-07-01, C 26-09-16 claimsDismissed69, A 26-09-20, C 26-12-01 upheld89',
    '26:u',
    'appeal:none',
  ],
  [
    'a ruling revoked, to be heard (109)',
    'SD 26-03-02, C 26-04-01 notDocketed51, A 26-04-07, B 26-06-01, C 26-11-02 revoked70',
    '26:c',
  ],
  [
    'sent back over the turn of the year',
    'SA 25-06-02, C 25-10-20 revoked70, A 25-10-28, B 26-01-20, C 26-06-10 claimsDismissed69',
    '25:p 26:u',
  ],
  // retrial
  [
    'retrial in a later year',
    'SD 25-03-03, C 25-06-02 revoked70, T 26-09-01',
    '25:c 26:p 27:p',
    'retrial:2027-03-01',
  ],
  [
    'retrial by a higher court',
    'SD 25-03-03, C 25-06-02 revoked70, T! 26-06-30',
    '25:c 26:p 27:p',
    'retrial:2026-09-30',
  ],
  [
    'retrial decided',
    'SD 25-03-03, C 25-06-02 revoked70, T 26-03-02, C 26-08-10 claimsDismissed69',
    '25:c 26:u',
  ],
  [
    'retrial confirms',
    'SD 25-03-03, C 25-06-02 revoked70, A 25-06-10, C 25-09-01 upheld89, T 26-03-02, C 26-08-10 upheld89',
    '25:c 26:c',
    'appeal:none',
  ],
  [
    'retrial of the same year',
    'SD 26-01-05, C 26-03-02 revoked70, T 26-08-10, C 26-11-02 claimsDismissed69',
    '26:u',
  ],
  [
    'retrial, sent back',
    'SD 25-03-03, C 25-06-02 revoked70, T! 26-03-02, B 26-05-08, C 26-10-12 illegal74',
    '25:c 26:c',
  ],
];
