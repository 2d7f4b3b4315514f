/** An office of many cases with clerks of its own: two years of calls and applications up to yesterday, the newest still open. */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { addUser } from '#shared/accounts/entry.ts';
import { createToken } from '#shared/accounts/tokens.ts';
import { masterKeyIn } from '#shared/house/open-ledger.ts';
import { openAccounts } from '#shared/store/sqlite/accounts.ts';
import { command } from './measuring.ts';

const DAY = 86_400_000;
const SHANGHAI = 8 * 3_600_000;
/** One application to so many calls. */
const CALLS_EACH = 26;
const SPAN_DAYS = 690;
const OPEN_DAYS = 20;

export const PASSWORD = 'correct horse battery 7';
export const callNumber = (at: number): string => `GD${String(at + 1).padStart(8, '0')}`;
export const applicationNumber = (at: number): string => `SQ${String(at + 1).padStart(7, '0')}`;
export const clerkName = (at: number): string => `clerk${at}`;

export type OfOffice = { readonly data: string; readonly cases: number; readonly clerks: number };
export type Sizes = { readonly calls: number; readonly applications: number };

export function sizesOf(cases: number): Sizes {
  const applications = Math.round(cases / CALLS_EACH);
  return { calls: cases - applications, applications };
}

/** The token of a program that may record. A folder that holds an office already is taken as it is. */
export async function office({ data, cases, clerks }: OfOffice): Promise<string> {
  const { calls, applications } = sizesOf(cases);
  const files = { hotline: callLines(calls), applications: applicationLines(applications) };
  for (const [kind, lines] of Object.entries(files)) {
    const file = join(data, '..', `${kind}.csv`);
    await pipeline(lines, createWriteStream(file));
    await command('import', kind, file, '--data', data);
  }
  await command('office', 'rename', 'default', '--name', '某市数据局', '--data', data);
  const key = await masterKeyIn(data);
  const accounts = openAccounts(join(data, 'accounts.db'), { masterKey: async () => key });
  for (let at = 0; at < clerks; at += 1)
    await addUser(accounts, { user: clerkName(at), role: 'officer', office: 'default', password: PASSWORD });
  const token = await createToken(accounts, { role: 'officer', office: 'default', name: 'exchange' });
  accounts.close();
  return token;
}

const SOURCES = ['12345热线', '12345热线', '书记在线', '码上办', '12345热线', '政府在线网民留言'];
const TYPES = ['consultation', 'assistance', 'complaint', 'report', 'suggestion'];
const SATISFIED = ['satisfied', 'satisfied', 'fairlySatisfied', 'dissatisfied', 'unrated'];
const OUTCOMES = ['disclosed', 'partiallyDisclosed', 'unavailable.notHeld', 'refused.stateSecret'];

const of = (list: readonly string[], at: number): string => list[at % list.length] ?? '';
const minute = (epoch: number): string =>
  new Date(epoch + SHANGHAI).toISOString().slice(0, 19).replace('T', ' ');
const day = (epoch: number): string => minute(epoch).slice(0, 10);
/** Each at its even place in the span that ends yesterday. */
const received = (at: number, count: number): number =>
  Date.now() - (SPAN_DAYS + 1) * DAY + Math.floor((at * SPAN_DAYS * DAY) / count);
const isOpen = (epoch: number, at: number, days = OPEN_DAYS): boolean =>
  epoch > Date.now() - days * DAY && at % 3 !== 0;

function* callLines(count: number): Generator<string> {
  yield 'number,receivedAt,source,type,topic,subdistrict,address,department,dueAt,closedAt,satisfaction\n';
  for (let at = 0; at < count; at += 1) {
    const epoch = received(at, count);
    const closed = Math.min(epoch + (1 + (at % 40)) * 3_600_000, Date.now() - 3_600_000);
    const ended = isOpen(epoch, at) ? ',' : `${minute(closed)},${of(SATISFIED, at * 3)}`;
    const about = `${of(TYPES, at * 11)},事项${(at * 13) % 40},街道${(at * 7) % 9},幸福路${at % 900}号`;
    const due = `单位${(at * 17) % 30},${minute(epoch + 5 * DAY)}`;
    yield `${callNumber(at)},${minute(epoch)},${of(SOURCES, at * 7)},${about},${due},${ended}\n`;
  }
}

function* applicationLines(count: number): Generator<string> {
  yield 'number,receivedOn,applicantType,applicantName,contact,subject,outcome,decidedOn\n';
  for (let at = 0; at < count; at += 1) {
    const epoch = received(at, count);
    const decided = Math.min(epoch + 15 * DAY, Date.now());
    const answered = isOpen(epoch, at, 2 * OPEN_DAYS) ? ',' : `${of(OUTCOMES, at * 7)},${day(decided)}`;
    const who = `naturalPerson,申请人${at},139${String(at).padStart(8, '0')}`;
    yield `${applicationNumber(at)},${day(epoch)},${who},关于第${at}号地块的材料,${answered}\n`;
  }
}
