/** From the queue to the recipients. A failing sender is retried with growing pauses, then becomes a dead letter. */
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import { isJsonObject, parseJson } from '#shared/kernel/parse-json.ts';
import { officeOf } from '#shared/ledger/office-name.ts';
import type { Handled, Handler } from '#shared/store/consume.ts';
import { faultOf } from '#shared/store/faults.ts';
import type { House } from '#shared/store/house.ts';
import { OCCASIONS, type Occasion, type Thing } from './occasions.ts';
import type { Reminder } from './queue-reminders.ts';
import { WAYS } from './routes.ts';
import { noteSent, type Sent, wasSent } from './said.ts';
import { EVERYTHING, sameSelection, targetsOf } from './targets.ts';

const OCCASION_WORDS: Readonly<Record<Occasion, string>> = {
  overdue: '已超期',
  today: '今日到期',
  within3: '3 个工作日内到期',
  within5: '5 个工作日内到期',
  within10: '10 个工作日内到期',
  yearAwaited: '放假安排尚未载入',
  malware: '附件查出病毒',
};
const TRIAL_WORDS = '这是一条测试提醒，不涉及任何事项。收到即说明提醒可以送达。';

/** `id` is the same however often the message comes: receivers can tell a repetition by it. */
export type Message = {
  readonly id: string;
  readonly office: string;
  readonly subject: string;
  readonly text: string;
  readonly reminder: Reminder;
};
/** The port of the ways out; each throws when it could not send. */
export type Senders = {
  email(to: readonly string[], message: Message): Promise<void>;
  webhook(url: string, message: Message): Promise<void>;
  /** Where nobody is named: kept with the documents of the house. */
  keep(message: Message): Promise<void>;
};

export function reminderHandler(house: Pick<House, 'log'>, senders: Senders): Handler {
  return async (batch) => {
    const results: Handled[] = [];
    for (const { id, body } of batch) {
      const reminder = parseJson(body);
      if (!isReminder(reminder)) results.push({ reject: '不是可以识别的提醒' });
      else
        results.push(
          await sendOnce(house, senders, { id, reminder }).catch(reminder.trial ? notAgain : again),
        );
    }
    return results;
  };
}

/** What went out before it must not go out again with it. A right that is missing here is for no clerk to mend. */
function again(error: unknown): Handled {
  const retry = error instanceof Error ? error.message : String(error);
  return { retry, notOurs: faultOf(error) === 'deployment' };
}

/** Whoever tries it out waits for the answer: it is told at once. */
function notAgain(error: unknown): Handled {
  return { reject: error instanceof Error ? error.message : String(error) };
}

type Taken = { readonly id: string; readonly reminder: Reminder };

/** A queue may deliver a message twice, and a run that was cut off hands it over again: what was sent is noted. */
async function sendOnce(
  { log }: Pick<House, 'log'>,
  senders: Senders,
  { id, reminder }: Taken,
): Promise<Handled> {
  const { office, on, things } = reminder;
  if (await wasSent(log, office, id)) return 'done';
  const sent = await sendOne({ log }, senders, await messageOf({ log }, id, reminder));
  await noteSent(log, { office, on }, { id, ...sent, things: things.length });
  return 'done';
}

/** Whom it goes to is as settled when it is sent: a way that was closed meanwhile is kept in the house. */
async function sendOne(
  house: Pick<House, 'log'>,
  senders: Senders,
  message: Message,
): Promise<Pick<Sent, 'way' | 'recipients'>> {
  const { recipients, webhook } = await targetsOf(house, message.office);
  const { way, selection = EVERYTHING } = message.reminder;
  const emails = recipients
    .filter((one) => sameSelection(one.selection, selection))
    .map(({ email }) => email);
  if (way === 'email' && emails.length > 0) {
    await senders.email(emails, message);
    return { way, recipients: emails.length };
  }
  if (way === 'webhook' && webhook !== null) {
    await senders.webhook(webhook, message);
    return { way, recipients: 1 };
  }
  await senders.keep(message);
  return { way: 'keep', recipients: 0 };
}

function isReminder(value: unknown): value is Reminder {
  if (!isJsonObject(value) || typeof value.office !== 'string') return false;
  return Array.isArray(value.things) && WAYS.some((way) => way === value.way);
}

async function messageOf({ log }: Pick<House, 'log'>, id: string, reminder: Reminder): Promise<Message> {
  const { office, on, things } = reminder;
  const name = (await officeOf(log, office))?.name ?? office;
  if (reminder.trial) return { id, office, reminder, subject: `${name} 期限提醒测试`, text: TRIAL_WORDS };
  const parts = OCCASIONS.flatMap((occasion) => {
    const some = things.filter((thing) => thing.occasion === occasion);
    return some.length === 0
      ? []
      : [`${OCCASION_WORDS[occasion]}（${some.length}）`, ...some.map(lineOf), ''];
  });
  const subject = `${name} ${on} ${subjectOf(things)}`;
  return { id, office, subject, text: [...parts, '详情请登录台账查看。'].join('\n'), reminder };
}

function subjectOf(things: readonly Thing[]): string {
  if (things.some(({ occasion }) => occasion === 'malware')) return `提醒：${OCCASION_WORDS.malware}`;
  const cases = things.filter(({ occasion }) => occasion !== 'yearAwaited').length;
  if (cases === 0) return `提醒：${OCCASION_WORDS.yearAwaited}`;
  const overdue = things.filter(({ occasion }) => occasion === 'overdue').length;
  return `期限提醒：${cases} 件${overdue > 0 ? `，其中超期 ${overdue} 件` : ''}`;
}

function lineOf({ case: number, kind, occasion, dueOn, awaited }: Thing): string {
  if (occasion === 'yearAwaited')
    return `  ${number} 年的放假安排还没有载入，涉及该年的期限都是暂定；通知公布后，请管理员在工作日历中载入`;
  if (occasion === 'malware')
    return `  ${KIND_LABELS[kind]} ${number} 的附件查出病毒，已封存，不能打开；请联系提交人另行提供`;
  return `  ${KIND_LABELS[kind]} ${number} 期限 ${dueOn}${awaited ? '（等待他人）' : ''}`;
}
