/** The hotline of the sample office: months handed over by the platform as files, the last weeks as live steps. */

import type { Row } from '#shared/kernel/kind.ts';
import {
  addDays,
  dateOf,
  earlierOf,
  type Instant,
  laterOf,
  monthOf,
  type PlainDate,
  yearOf,
} from '#shared/kernel/plain-date.ts';
import { dayWithin, type Entry, officeTime, type Setting, step, workday, workdaysAfter } from './agenda.ts';
import { ANSWER_TEMPLATES, wordsOfCall } from './sample-calls.ts';
import { personName, telephone } from './sample-people.ts';
import { DEPARTMENTS, HOTLINE_SOURCES, HOTLINE_TYPES, RETURN_REASONS, TOPICS } from './sample-words.ts';

const LIVE_DAYS = 28;
const LIMIT: Readonly<Record<string, number>> = { consultation: 2, praise: 2, complaint: 15, report: 15 };
const OTHER_LIMIT = 10; // 广东省12345政务服务便民热线管理办法: 求助、建议 ten working days

export function hotlineCases(setting: Setting, count: number): Entry[] {
  const live = Math.min(40, Math.max(4, Math.round(count / 6)));
  return [...templates(setting), ...handedOver(setting, count - live), ...liveCases(setting, live)];
}

function templates({ first }: Setting): Entry[] {
  return ANSWER_TEMPLATES.map((one) =>
    step(first, '周承办', { command: 'SetAnswerTemplate', on: first, ...one }),
  );
}

function handedOver(setting: Setting, count: number): Entry[] {
  const { chance, first, last } = setting;
  const end = addDays(last, -LIVE_DAYS);
  const days = Array.from({ length: count }, () => dayWithin(chance, first, end)).sort();
  const months = new Map<string, Row[]>();
  days.forEach((day, index) => {
    const rows = months.get(monthOf(day)) ?? [];
    months.set(monthOf(day), rows);
    rows.push(finishedRow(setting, day, index));
  });
  return [...months.values()].map((rows) => ({
    enteredOn: laterThan(rows, last),
    as: 'feed-12345',
    kind: 'hotline',
    rows,
  }));
}

/** The file comes when all its cases are closed. */
function laterThan(rows: readonly Row[], last: PlainDate): PlainDate {
  const closed = rows.map((row) => dateOf(String(row.closedAt).slice(0, 10))).reduce(laterOf);
  return earlierOf(workday(addDays(closed, 1)), last);
}

function finishedRow({ chance }: Setting, day: PlainDate, index: number): Row {
  const type = chance.weigh(HOTLINE_TYPES);
  const limit = LIMIT[type] ?? OTHER_LIMIT;
  const late = chance.chance(0.04);
  const closedOn = workdaysAfter(day, late ? limit + chance.int(1, 2) : chance.int(1, limit));
  const { subdistrict, address } = wordsOfCall('', index);
  return {
    ...{ subdistrict, address },
    number: `HX${day.replaceAll('-', '')}${String(index + 1).padStart(5, '0')}`,
    receivedAt: officeTime(day, chance.int(0, 479)),
    source: chance.weigh(HOTLINE_SOURCES),
    type,
    topic: chance.pick(TOPICS),
    department: chance.pick(DEPARTMENTS),
    dueAt: `${workdaysAfter(day, limit)}T23:59:59+08:00`,
    closedAt: officeTime(closedOn, chance.int(0, 479)),
    satisfaction: chance.weigh([
      ['satisfied', 55],
      ['fairlySatisfied', 22],
      ['dissatisfied', 6],
      ['unreached', 7],
      ['unrated', 10],
    ]),
  };
}

function liveCases(setting: Setting, count: number): Entry[] {
  const { chance, last } = setting;
  const days = Array.from({ length: count }, () =>
    workday(dayWithin(chance, addDays(last, -LIVE_DAYS), last)),
  )
    .map((day) => (day > last ? last : day))
    .sort();
  const running = new Map<number, number>();
  const numbers = days.map((day) => {
    const next = (running.get(yearOf(day)) ?? 0) + 1;
    running.set(yearOf(day), next);
    return `RX${yearOf(day)}-${String(next).padStart(7, '0')}`;
  });
  const callers: Caller[] = [];
  return days.flatMap((day, index) => {
    const earlier = numbers[index - 1];
    const into = index % 9 === 8 && days[index - 1] !== undefined ? earlier : undefined;
    return liveCase(setting, { number: numbers[index] ?? '', day, index, into, callers });
  });
}

type Caller = { caller: string; contact: string };
/** `callers`: of the calls before, in their order. */
type Call = { number: string; day: PlainDate; index: number; into: string | undefined; callers: Caller[] };
type Step = readonly [day: PlainDate, fields: Record<string, unknown>];

/** One in four calls again, and so does whoever is merged. */
function whoCalls({ chance }: Setting, { index, into, callers }: Call): Caller {
  const anew = { caller: personName(chance), contact: telephone(chance) };
  const before = callers.at(-1);
  const who = before !== undefined && (into !== undefined || index % 4 === 3) ? before : anew;
  callers.push(who);
  return who;
}

function liveCase(setting: Setting, call: Call): Entry[] {
  const { chance, last } = setting;
  const { number, day, index, into } = call;
  const who = whoCalls(setting, call);
  const source = chance.weigh(HOTLINE_SOURCES);
  const type = chance.weigh(HOTLINE_TYPES);
  const topic = chance.pick(TOPICS);
  const { description, subdistrict, address, ...answers } = wordsOfCall(topic, index);
  const register = {
    command: 'RegisterHotlineCase',
    ...{ source, type, topic, ...who, description, subdistrict, address },
  };
  const steps: Step[] = [
    [day, register],
    ...afterCall({ day, index, into, ...answers }, chance.pick(DEPARTMENTS), chance.pick(RETURN_REASONS)),
  ];
  return steps
    .filter(([on]) => on <= last)
    .map(([on, fields], minute) => {
      const at: Instant = officeTime(on, 40 * minute + (index % 30));
      return step(on, 'feed-12345', { case: number, at, ...fields });
    });
}

type Answered = Omit<Call, 'number' | 'callers'> & { readonly done: string; readonly told: string };

/** Every ninth is merged, every eleventh rejected, every thirteenth shown the disclosure channel; the rest are handled. */
function afterCall({ day, index, into, done, told }: Answered, department: string, reason: string): Step[] {
  if (into !== undefined) return [[day, { command: 'MergeInto', into }]];
  if (index % 11 === 10) return [[day, { command: 'RejectHotlineCase', reason: '属于诉讼已受理事项' }]];
  if (index % 13 === 12) return [[day, { command: 'RedirectToDisclosure' }]];
  const accept: Step = [day, { command: 'AcceptHotlineCase' }];
  const dispatch: Step = [day, { command: 'Dispatch', department }];
  const after = (count: number): PlainDate => workdaysAfter(day, count);
  const handled: Step[] = [
    [after(1), { command: 'RecordDepartmentReply', text: done }],
    [after(2), { command: 'ReplyToCaller', text: told }],
    [after(2), { command: 'CloseHotlineCase', text: done }],
  ];
  if (index % 7 === 3) {
    const again: Step = [after(1), { command: 'Dispatch', department }];
    return [accept, dispatch, [day, { command: 'ReturnDispatch', reason }], again, ...handled];
  }
  if (index % 7 === 5) return [accept, dispatch, [after(6), { command: 'Supervise' }]];
  if (index % 7 === 6) {
    const unhappy: Step = [after(3), { command: 'RecordFollowUp', satisfaction: 'dissatisfied' }];
    const redo: Step = [after(3), { command: 'Redo', reason: '群众对结果不满意' }];
    const more: Step[] = [
      [after(5), { command: 'ReplyToCaller' }],
      [after(5), { command: 'CloseHotlineCase' }],
      [after(7), { command: 'RecordFollowUp', satisfaction: 'satisfied' }],
    ];
    return [accept, dispatch, ...handled, unhappy, redo, ...more];
  }
  const rated: Step = [
    after(4),
    { command: 'RecordFollowUp', satisfaction: index % 2 ? 'satisfied' : 'fairlySatisfied' },
  ];
  return [accept, dispatch, ...handled, rated];
}
