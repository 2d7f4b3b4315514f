/** Everything of a year was entered on 10 January 2027; one record while the clock said 27 February. */
import type { Fields } from '#shared/desk/execute.ts';

export const TRUE_DAY = '2027-01-10T09:00:00.000+08:00';
export const FALSE_DAY = '2027-02-27T09:00:00.000+08:00';

export const registering = (number: string): Fields => ({
  command: 'RegisterApplication',
  case: number,
  channel: 'inPerson',
  submittedOn: '2026-06-01',
  applicant: { type: 'naturalPerson', name: '张三' },
  subject: '规划图',
});
export const replying = (number: string): Fields => ({
  command: 'Reply',
  case: number,
  on: '2026-06-08',
  outcome: 'disclosed',
});
