/** What clerks do all day, in its proportions: most of it looking, each thing recorded by its real form or by API. */
import type { Seeded } from '#functions/demo/seeded.ts';
import { type Answer, type Ask, fieldIn } from './clerk.ts';
import { applicationNumber, callNumber, type Sizes } from './clerks-office.ts';

type Doing = (of: { readonly chance: Seeded; readonly sizes: Sizes }) => Ask;

const page = (what: string, path: string): Doing => {
  return () => ({ what, path });
};

/** People look at what came last more often than at what is long closed. */
const recent = (chance: Seeded, count: number): number =>
  chance.chance(0.7) ? chance.int(Math.floor(count * 0.97), count - 1) : chance.int(0, count - 1);

const LOOKED: readonly (readonly [Doing, number])[] = [
  [page('home', '/'), 14],
  [page('work list', '/worklist'), 14],
  [page('list of calls', '/hotline'), 8],
  [page('list of applications', '/applications'), 5],
  [page('tables', `/tables/${new Date().getFullYear()}`), 5],
  [page('figures of calls', '/hotline/figures'), 5],
  [page('form of a call', '/hotline/new'), 6],
  [page('form of an application', '/applications/new'), 3],
  [
    ({ chance, sizes }) => ({
      what: 'a call',
      path: `/hotline/${callNumber(recent(chance, sizes.calls))}`,
    }),
    18,
  ],
  [
    ({ chance, sizes }) => ({
      what: 'an application',
      path: `/applications/${applicationNumber(recent(chance, sizes.applications))}`,
    }),
    8,
  ],
  [
    ({ chance, sizes }) => ({
      what: 'search by number',
      path: `/search?q=${callNumber(recent(chance, sizes.calls))}`,
    }),
    8,
  ],
];

const TYPES = ['consultation', 'assistance', 'complaint', 'report', 'suggestion'];
const TEXTS = [
  '路灯不亮，晚上行人看不清',
  '小区门口占道经营',
  '咨询公积金提取材料',
  '自来水发黄',
  '施工噪声扰民',
];
const phone = (chance: Seeded): string => `138${String(chance.int(0, 99_999_999)).padStart(8, '0')}`;

/** What was typed into the form that was opened. */
export function typedInto(what: string, text: string, chance: Seeded): Ask | null {
  const hidden = { csrf: fieldIn(text, 'csrf'), token: fieldIn(text, 'token'), do: 'next' };
  if (what === 'form of a call') {
    const said = { type: chance.pick(TYPES), description: chance.pick(TEXTS), contact: phone(chance) };
    const where = {
      caller: `王${chance.int(1, 9999)}`,
      topic: `事项${chance.int(0, 39)}`,
      source: '12345热线',
    };
    const at = fieldIn(text, 'at');
    return {
      what: 'a call logged',
      path: '/hotline',
      form: { ...hidden, ...said, ...where, at, ending: 'accepted' },
    };
  }
  if (what !== 'form of an application') return null;
  const who = {
    applicantType: 'naturalPerson',
    applicantName: `赵${chance.int(1, 99_999)}`,
    contact: phone(chance),
  };
  const asked = { subject: `第${chance.int(1, 99_999)}号地块的征收批复`, description: chance.pick(TEXTS) };
  const arrived = { channel: 'inPerson', submittedOn: fieldIn(text, 'submittedOn') };
  return {
    what: 'an application logged',
    path: '/applications',
    form: { ...hidden, ...arrived, ...who, ...asked },
  };
}

/** By a program of another system: of a hundred things that are done, so many. */
const BY_API = 6;

export type Day = (last: { readonly what: string; readonly answer: Answer } | null) => Ask;

/** The next thing a clerk does: a form that was opened is filled in and sent. */
export function dayOf({ chance, sizes, token }: { chance: Seeded; sizes: Sizes; token: string }): Day {
  return (last) => {
    const typed = last === null ? null : typedInto(last.what, last.answer.text, chance);
    if (typed !== null) return typed;
    if (chance.int(1, 100) <= BY_API) return byProgram(chance, token);
    return chance.weigh(LOOKED)({ chance, sizes });
  };
}

function byProgram(chance: Seeded, token: string): Ask {
  const key = `${chance.int(0, 2 ** 31)}-${chance.int(0, 2 ** 31)}`;
  const headers = { authorization: `Bearer ${token}`, 'idempotency-key': key };
  const now = new Date(Date.now() + 8 * 3_600_000).toISOString();
  const call = {
    ...{ command: 'RegisterHotlineCase', at: `${now.slice(0, 19)}+08:00`, source: '12345热线' },
    ...{ type: chance.pick(TYPES), contact: phone(chance), description: chance.pick(TEXTS) },
  };
  const application = {
    ...{ command: 'RegisterApplication', channel: 'inPerson', submittedOn: now.slice(0, 10) },
    applicant: { type: 'naturalPerson', name: `钱${chance.int(1, 99_999)}`, contact: phone(chance) },
    subject: `第${chance.int(1, 99_999)}号地块的规划许可证`,
  };
  const json = chance.chance(0.7) ? call : application;
  return { what: 'recorded by API', path: '/api/v1/commands', json, headers };
}
