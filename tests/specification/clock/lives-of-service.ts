/**
 * Lives of applications whose papers arrive later than they are sent, worked out from the articles and the calendar of
 * 2026 alone. A life is written as its steps, each a letter, a day of 2026 and what it says:
 * `R` received · `Q` correction asked by a day · `K` corrected · `T`, `O` third party, organ asked (arrived on) · `t`,
 * `o` answered · `X` extended by days · `F` fee notice (arrived on) · `P` paid · `D` replied · `A` redone on order · `U`
 * closed unpaid · `L` closed uncorrected · `S` and the letter of a step: its paper served (`returned`, `notice`).
 * Expected as seen on 31 December, or on the day after `@`: `due:` and `step:` with `~` where the day is only the
 * earliest, `late` or `inTime` of the last step, `overdue`, `review:` and `suit:` open to the applicant, `unserved`
 * while nothing of that has begun, `refused:` of the last step.
 */
export type Life = readonly [about: string, steps: string, expected: string];

export const LIVES: readonly Life[] = [
  // letters to others (条例32, 34): fifteen working days from their arrival
  ['asks nobody', 'R 05-06', 'due:2026-06-02 overdue'],
  ['arrival unknown, silent', 'R 05-06, T 05-12', 'due:2026-06-24~'],
  ['arrival unknown, silent for long', 'R 05-06, T 05-12 @ 10-09', 'due:2026-06-24~ inTime'],
  ['arrival said with the letter', 'R 05-06, T 05-12 05-18', 'due:2026-06-30 overdue'],
  ['arrival learnt afterwards', 'R 05-06, T 05-12, ST 05-18', 'due:2026-06-30 overdue'],
  ['arrived on the day it was sent', 'R 05-06, T 05-12, ST 05-12', 'due:2026-06-24 overdue'],
  ['answered before any date can matter', 'R 05-06, T 05-12, t 05-25', 'due:2026-06-15 overdue'],
  ['answered on the first day silence could speak', 'R 05-06, T 05-12, t 06-02', 'due:2026-06-24 overdue'],
  ['answered a day later', 'R 05-06, T 05-12, t 06-03', 'due:2026-06-24~'],
  ['L4, arrival unknown', 'R 05-06, T 05-12, t 06-08, D 06-30', 'due:2026-06-24~ inTime'],
  ['L4, arrival learnt', 'R 05-06, T 05-12, t 06-08, D 06-30, ST 05-18', 'due:2026-06-30 inTime'],
  [
    'L4, arrival learnt before the answer',
    'R 05-06, T 05-12, ST 05-18, t 06-08, D 06-30',
    'due:2026-06-30 inTime',
  ],
  ['arrived at once, replied late', 'R 05-06, T 05-12, ST 05-12, t 06-08, D 06-30', 'due:2026-06-24 late'],
  ['late whenever it arrived', 'R 05-06, T 05-12, t 06-08, D 07-01', 'due:2026-06-24~ late'],
  ['silent, no day is known to be too late', 'R 05-06, T 05-12, D 09-01', 'due:2026-06-24~ inTime'],
  ['came back', 'R 05-06, T 05-12, ST 05-20 returned', 'due:2026-06-24~'],
  ['came back, published', 'R 05-06, T 05-12, ST 05-15 returned, ST 05-18 notice', 'due:2026-07-30 overdue'],
  ['the first arrival counts', 'R 05-06, T 05-12, ST 05-25, ST 05-18', 'due:2026-06-30 overdue'],
  ['arrived on a day off', 'R 05-06, T 05-12, ST 05-16', 'due:2026-06-29 overdue'],
  ['arrived a week later', 'R 05-06, T 05-12, ST 05-20', 'due:2026-07-02 overdue'],
  ['over the long holiday', 'R 09-07, T 09-21, ST 09-22', 'due:2026-11-02 overdue'],
  ['an organ asked near the end', 'R 05-06, O 06-01, SO 06-03, o 06-10', 'due:2026-06-11 overdue'],
  [
    'two, one answered before',
    'R 05-06, T 05-12, ST 05-18, O 05-14, SO 05-18, o 05-25',
    'due:2026-06-30 overdue',
  ],
  ['an organ, arrival unknown', 'R 05-06, O 05-12', 'due:2026-06-24~'],
  ['an organ, arrival said with the letter', 'R 05-06, O 05-12 05-18', 'due:2026-06-30 overdue'],
  ['an organ, arrival learnt', 'R 05-06, O 05-12, SO 05-18', 'due:2026-06-30 overdue'],
  ['two, one unknown', 'R 05-06, T 05-12 05-18, O 05-14', 'due:2026-06-30~'],
  ['two, both known', 'R 05-06, T 05-12 05-18, O 05-14, SO 05-20', 'due:2026-07-02 overdue'],
  ['unknown, and extended', 'R 05-06, T 05-12, X 05-20 10', 'due:2026-07-08~'],
  ['known, and extended', 'R 05-06, T 05-12 05-18, X 05-20 10', 'due:2026-07-14 overdue'],
  ['asked in time to extend, for all that is known', 'R 05-06, T 05-12, t 06-08, X 06-26 10', 'inTime'],
  [
    'too late to extend, whenever it arrived',
    'R 05-06, T 05-12, t 06-08, X 07-01 10',
    'refused:extensionAfterDue',
  ],
  ['before its date nobody is late', 'R 05-06, T 05-12, ST 05-18 @ 06-30', 'due:2026-06-30 inTime'],
  [
    'a fresh period asks nobody',
    'R 05-06, Q 05-07 06-10, T 05-12, t 05-29, K 06-01',
    'due:2026-06-30 overdue',
  ],
  ['no paper arrives before it is sent', 'R 05-06, T 05-12, ST 05-11', 'refused:dateOrder'],
  ['a letter that nobody wrote', 'R 05-06, ST 05-18', 'refused:unknownEvent'],
  // the fee (国办函〔2020〕109号): twenty working days from the day after the notice came
  ['the notice is sent', 'R 09-01, F 09-03', 'step:2026-10-08~'],
  ['the notice has come', 'R 09-01, F 09-03, SF 09-04', 'step:2026-10-09 overdue'],
  ['the notice came, as said when it was sent', 'R 09-01, F 09-03 09-04', 'step:2026-10-09 overdue'],
  ['come on a day off that is worked', 'R 09-07, F 09-10, SF 09-20', 'step:2026-10-23 overdue'],
  ['come on the eve of the holiday', 'R 09-01, F 09-03, SF 09-30', 'step:2026-11-03 overdue'],
  ['closed while nobody knows that it came', 'R 09-01, F 09-03, U 12-01', 'refused:notServed'],
  ['closed on the last day of paying', 'R 09-01, F 09-03, SF 09-04, U 10-09', 'refused:periodNotEnded'],
  ['closed on the day after', 'R 09-01, F 09-03, SF 09-04, U 10-10', 'inTime unserved'],
  ['it came back', 'R 09-01, F 09-03, SF 09-10 returned, U 12-01', 'refused:notServed'],
  ['published', 'R 09-01, F 09-03, SF 09-08 returned, SF 09-10 notice', 'step:2026-11-06 overdue'],
  ['published, closed too early', 'R 09-01, F 09-03, SF 09-10 notice, U 11-06', 'refused:periodNotEnded'],
  ['paid before its arrival was known', 'R 09-01, F 09-03, P 09-21', 'due:2026-10-26 overdue'],
  // the notice of correction (条例30): its date is named in it, but nobody misses what never reached him
  ['not corrected', 'R 09-01, Q 09-04 09-30, L 10-08', 'inTime unserved'],
  ['served in time, not corrected', 'R 09-01, Q 09-04 09-30, SQ 09-08, L 10-08', 'inTime unserved'],
  ['it came back', 'R 09-01, Q 09-04 09-30, SQ 09-20 returned, L 10-08', 'refused:notServed'],
  ['served after its date', 'R 09-01, Q 09-04 09-30, SQ 10-09, L 10-12', 'refused:notServed'],
  ['came back, open', 'R 09-01, Q 09-04 09-30, SQ 09-20 returned', 'step:2026-09-30~'],
  // the reply: what is open to the applicant runs from its service (复议法20, 行诉法46)
  ['not served', 'R 05-06, D 05-29 refused.thirdPartyRights', 'inTime unserved'],
  ['refused and served', 'R 05-06, D 05-29 refused.thirdPartyRights, SD 07-03', 'review:2026-09-01'],
  ['a last day off moves', 'R 05-06, D 05-29 refused.thirdPartyRights, SD 06-30', 'review:2026-08-31'],
  [
    'not held: review or court',
    'R 05-06, D 05-29 unavailable.notHeld, SD 06-30',
    'review:2026-08-31 suit:2026-12-30',
  ],
  ['served late in summer', 'R 05-06, D 05-29 refused.thirdPartyRights, SD 08-05', 'review:2026-10-08'],
  ['came back', 'R 05-06, D 05-29 unavailable.notHeld, SD 06-05 returned', 'unserved'],
  ['redone, the new one not served', 'R 05-06, D 05-29 unavailable.notHeld, SD 06-01, A 09-01', 'unserved'],
  [
    'redone and served',
    'R 05-06, D 05-29 unavailable.notHeld, SD 06-01, A 06-25, SA 06-30',
    'review:2026-08-31 suit:2026-12-30',
  ],
  ['the day of service is no breach of its own', 'R 05-06, D 06-02, SD 08-20', 'inTime'],
];
