/** What was wrong or missing of an application's registration: its channel put right, and what came with a correction. */
import type { Application } from '#shared/disclosure/application.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { registrationOf } from '#shared/disclosure/mend.ts';
import { CHANNEL_LABELS } from '#shared/glossary/choices.ts';
import type { Fields } from '#shared/ledger/execution.ts';
import { parseFor } from '#shared/ledger/parse-command.ts';
import { maskedText } from '#shared/masking/mask-text.ts';
import { explainApplication } from '#shared/redating/explain-case.ts';
import type { House } from '#shared/store/house.ts';
import type { Situation, StepField, StepForm, Suggestion } from '../cases/step-form.ts';
import { on, reason, remedy, step } from '../cases/step-parts.ts';
import { choicesOf } from '../look/fields.tsx';
import { textLabel } from '../wording/event-facts.ts';
import { DELIVERY_FORMS } from '../wording/terms.ts';

type OfApplication = Situation<Application>;

const deliveryForms = () => DELIVERY_FORMS.map((value) => ({ value, label: value }));
const channelOf = ({ file }: OfApplication): string => file.state.channel ?? '';

export const CORRECT_FACT: StepForm<Application> = remedy('CorrectFact', '更正申请渠道、提供方式', {
  about: '收到之日随渠道而定（条例第三十一条），改渠道的，保存以前先显示收到日期和答复期限怎么变',
  shows: whatMoves,
  probe: ({ file }) => ({
    deliveryForm: registrationOf(file.state).data.deliveryForm === '纸质' ? '邮寄' : '纸质',
    reason: '—',
  }),
  fields: [
    {
      name: 'channel',
      kind: 'radio',
      label: '申请渠道',
      initial: channelOf,
      choices: () => choicesOf(CHANNEL_LABELS),
    },
    {
      name: 'signedForOn',
      kind: 'date',
      label: '签收日期',
      hint: '改为邮寄、以前没有填的，填本机关签收之日',
      optional: true,
    },
    {
      name: 'confirmedOn',
      kind: 'date',
      label: '双方确认日期',
      hint: '改为网络、传真、以前没有填的，填双方确认之日',
      optional: true,
    },
    {
      name: 'deliveryForm',
      kind: 'select',
      label: '提供方式',
      blank: '不限',
      optional: true,
      keepsBlank: true,
      initial: ({ file }) => registrationOf(file.state).data.deliveryForm ?? '',
      choices: deliveryForms,
    },
    { ...reason, label: '更正理由' },
  ],
});

/** The day of receipt before and after, and with it the reply date; null where neither moves, or the command is refused. */
async function whatMoves(
  { log }: House,
  { file, context }: OfApplication,
  command: Fields,
): Promise<string | null> {
  const { state, number, office } = file;
  const parsed = parseFor(disclosureKind, 'CorrectFact', { ...command, case: number });
  const decision = parsed.ok ? disclosureKind.decide(state, parsed.command.value, context) : null;
  if (!decision?.ok) return null;
  const [last] = file.events.slice(-1);
  if (last === undefined) return null;
  const after = decision.events.reduce<Application | null>(
    (so, event, index) =>
      disclosureKind.evolve(so, { ...last, ...event, id: `${file.version + 1}.${index + 1}` }),
    state,
  );
  if (after === null || after.receivedOn === state.receivedOn) return null;
  const dueOf = async (one: Application) =>
    (await explainApplication(log, { office, state: one, on: context.today })).dueOn ?? '待定';
  const received = `收到日期由 ${state.receivedOn ?? '待确认'} 改为 ${after.receivedOn}`;
  const due = `答复期限由 ${await dueOf(state)} 改为 ${await dueOf(after)}`;
  return `还没有保存。按这一渠道（条例第三十一条），${received}，${due}。核对无误的，再提交一次。`;
}

/** What was missing comes first; what is known already is shown as it may be seen, and typed only where it is another. */
const ASKED = ['identity', 'contact', 'subject', 'description', 'applicantName', 'agent'] as const;
const LONG: readonly string[] = ['description'];

function brought({ file }: OfApplication): readonly StepField<Application>[] {
  const { texts } = file.state;
  const field = (name: (typeof ASKED)[number]): StepField<Application> => {
    const known = texts[name];
    const isEdited = name === 'subject' || name === 'description';
    return {
      ...{ name, kind: LONG.includes(name) ? 'area' : 'text', label: textLabel(name), optional: true },
      ...(known !== undefined && !isEdited && { hint: `现为：${maskedText(name, known)}；有变化的才填` }),
      ...(isEdited && { initial: () => known ?? '' }),
    };
  };
  const missing = ASKED.filter((name) => texts[name] === undefined);
  const known = ASKED.filter((name) => !missing.includes(name));
  const asked = [...missing.filter((name) => name === 'identity' || name === 'contact'), ...known];
  const rest = missing.filter((name) => !asked.includes(name));
  const delivery = {
    ...({ name: 'deliveryForm', kind: 'select', label: '提供方式', optional: true } as const),
    choices: deliveryForms,
  };
  return [...[...asked, ...rest].map(field), delivery];
}

async function whatWasAsked(_house: House, { file }: OfApplication): Promise<Suggestion | null> {
  const items = file.state.steps.findLast(({ type }) => type === 'CorrectionRequested')?.event.texts?.items;
  return items === undefined ? null : { values: {}, note: `补正告知的要求：${items}` };
}

export const RECORD_CORRECTION: StepForm<Application> = step('RecordCorrection', '收到补正', {
  files: 'application',
  about: '答复期限自收到补正之日起重新计算（条例第三十条）；补来的内容一并填写，以后的文书用补正后的内容',
  suggest: whatWasAsked,
  more: brought,
  fields: [on('收到补正日期')],
});
