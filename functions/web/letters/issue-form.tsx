/** The form of one letter: only what the case does not hold. */
import type { FC } from 'hono/jsx';
import type { Draft } from '#shared/correspondence/draft-letter.ts';
import type { previewLetter } from '#shared/correspondence/issue-letter.ts';
import { DATINGS, type Dating, dayBorne, usualDating } from '#shared/disclosure/letter-dating.ts';
import {
  LETTER_KINDS,
  LETTER_LABELS,
  LETTER_TITLES,
  type LetterKind,
  type TypedFact,
} from '#shared/disclosure/letters.ts';
import { keysOf } from '#shared/kernel/keys.ts';
import { LawTexts } from '../cases/clock-panels.tsx';
import type { Ctx, Principal } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { RadioGroup, TickBoxes } from '../look/choice-sets.tsx';
import { TextArea } from '../look/fields.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { letterHref, lettersHref, templateLabel } from './addresses.ts';
import type { Found } from './case-letters.ts';
import { type AskedFact, askedFacts, type CaseLetter, lackingElsewhere } from './case-letters.ts';
import { Lacking, LetterCrumb, SettingsLink } from './list-page.tsx';
import { LetterSheet } from './sheet.tsx';

export const DATED = { name: 'dated', label: '落款日期' };
export const REASON = { name: 'reason', label: '重新制发的理由' };

type Shown = {
  readonly found: Found;
  readonly who: Principal;
  readonly form: FormState;
  /** The letter as it would go out with what is typed. */
  readonly preview: Preview;
};
type Preview = Awaited<ReturnType<typeof previewLetter>>;

export function issuePage(c: Ctx, { found, who, form, preview }: Shown): Response | Promise<Response> {
  const { of, letter } = found;
  const title = `${letter.issued === null ? '制发' : '重新制发'}${LETTER_LABELS[letter.kind]}`;
  return renderFormPage(c, form, {
    title: `${title} · ${of.number}`,
    section: 'applications',
    body: (
      <>
        <LetterCrumb number={of.number} inside />
        <h1>{title}</h1>
        <p class="soft">
          {templateLabel(letter.draft.subject.template)}。申请和办理经过中已有的内容自动填入。
        </p>
        <ErrorSummary errors={form.errors} />
        <Elsewhere letter={letter} who={who} />
        <LawTexts texts={letter.draft.texts} />
        <section class="panel">
          <LetterForm c={c} found={found} form={form} />
        </section>
        {preview !== null && <Previewed preview={preview} />}
      </>
    ),
  });
}

const Elsewhere: FC<{ letter: CaseLetter; who: Principal }> = ({ letter, who }) => {
  const lacking = lackingElsewhere(letter);
  return lacking.length === 0 ? null : (
    <Banner kind="warning">
      <p>
        下列法定内容还没有，补全以后才能制发。机关名称由管理员在机关信息中填写，复议机关、法院、缴费方式在文书设置中填写。
      </p>
      <Lacking missing={lacking} />
      <SettingsLink letter={letter} who={who} />
    </Banner>
  );
};

const Previewed: FC<{ preview: NonNullable<Preview> }> = ({ preview: { draft, document } }) => (
  <section>
    <h2 id="preview">预览</h2>
    <p class="soft">
      按现在的内容和模板，不占文号，不作记录。图片、局部的格式和分页以 Word 文件为准。
      {draft.missing.length > 0 && '下列内容还没有，预览中留空：'}
    </p>
    {draft.missing.length > 0 && <Lacking missing={draft.missing} />}
    {draft.unsaid.length > 0 && (
      <Banner kind="warning">
        <p>本机关的模板没有下列占位符，文书中不会写明，请更换模板：</p>
        <Lacking missing={draft.unsaid} />
      </Banner>
    )}
    <LetterSheet document={document} label={LETTER_TITLES[letterKind(draft)]} />
  </section>
);

function letterKind({ subject }: Draft): LetterKind {
  return LETTER_KINDS.find((kind) => kind === subject.template) ?? 'reply';
}

const LetterForm: FC<{ c: Ctx; found: Found; form: FormState }> = ({ c, found, form }) => {
  const { of, letter } = found;
  const asked = askedFacts(letter);
  const { issued, kind, about } = letter;
  return (
    <Form
      c={c}
      action={`${lettersHref(of.number)}/${kind}`}
      hidden={{ about, replaces: issued?.event ?? '' }}
      label={LETTER_LABELS[kind]}
      draft={letterHref(of.number, letter)}
    >
      {issued !== null && (
        <TextArea
          {...REASON}
          form={form}
          hint={`替换已经制发的 ${issued.number}，原来的仍留在办理经过中。`}
        />
      )}
      <DatedField form={form} letter={letter} />
      {asked.length === 0 && <p>不需要再填写内容。</p>}
      {asked.map((one) => (
        <FactField form={form} asked={one} />
      ))}
      <Actions>
        <Button name="do" value="issue">
          {issued === null ? '制发并编号' : '重新制发'}
        </Button>
        <Button kind="secondary" name="do" value="preview">
          预览
        </Button>
        <Button kind="secondary" name="do" value="draft" downloads>
          下载草稿
        </Button>
        <a href={lettersHref(of.number)}>取消</a>
      </Actions>
    </Form>
  );
};

/** Asked only where it makes a difference: of a step taken today both are the same day. */
const DatedField: FC<{ form: FormState; letter: CaseLetter }> = ({ form, letter }) => {
  const { draft, kind, today } = letter;
  const day = (dating: Dating): string => dayBorne(dating, draft.subject.on, today);
  if (day('issue') === day('step')) return <p class="soft">落款日期 {day('step')}。</p>;
  const { dated = '' } = form.values;
  const values = { ...form.values, dated: dated === '' ? usualDating(kind) : dated };
  const choices = keysOf(DATINGS).map((value) => ({ value, label: `${DATINGS[value]}（${day(value)}）` }));
  return <RadioGroup {...DATED} form={{ ...form, values }} choices={choices} />;
};

const FactField: FC<{ form: FormState; asked: AskedFact }> = ({ form, asked }) => {
  const { fact, choice } = asked;
  const around = { form, name: fact, label: fact, ...aroundOf(asked) };
  if (choice === null) return <TextArea {...around} rows={isShort(fact) ? 1 : 3} />;
  const choices = choice.values.map((value) => ({ value, label: value }));
  return choice.several ? (
    <TickBoxes {...around} choices={choices} />
  ) : (
    <RadioGroup {...around} choices={choices} />
  );
};

const isShort = (fact: TypedFact): boolean => /日期|期限|文书|机关|时间/.test(fact);

const HINTS: Readonly<Partial<Record<TypedFact, string>>> = {
  收件日期: '材料到达本机关的日期，例如：2026年3月2日',
  是否共同制作: '由本机关牵头、与被征求意见的机关共同制作的，选“是”：逾期未答复视为同意公开',
  数量频次情况: '例如：2026年3月1日至31日共提交申请86件',
  禁止公开的规定: '写明法律、行政法规的名称和条款',
  检索情况: '检索的时间、范围、方式和结果',
  负责机关: '能够确定的，写明名称和联系方式',
  责令文书: '复议决定书、判决书的文号',
  责令日期: '决定、判决的日期，例如：2026年6月1日',
};

function aroundOf({ fact, needed, others }: AskedFact): { optional?: boolean; hint?: string } {
  const hint = HINTS[fact] === undefined ? {} : { hint: HINTS[fact] };
  if (needed === 'alone') return hint;
  return needed === 'no' ? { ...hint, optional: true } : { hint: `与${others.join('、')}至少填写一项。` };
}
