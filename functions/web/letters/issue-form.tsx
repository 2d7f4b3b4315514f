/** The form of one letter: only what the case does not hold. */
import type { FC } from 'hono/jsx';
import { LETTER_LABELS } from '#shared/disclosure/letters.ts';
import { LawTexts } from '../cases/clock-panels.tsx';
import type { Ctx, Principal } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { TextArea } from '../look/fields.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { lettersHref, templateLabel } from './addresses.ts';
import type { Found } from './case-letters.ts';
import { type AskedFact, askedFacts, type CaseLetter, lackingElsewhere } from './case-letters.ts';
import { Lacking, LetterCrumb, SettingsLink } from './list-page.tsx';

export const REASON = { name: 'reason', label: '重新制发的理由' };

type Shown = { readonly found: Found; readonly who: Principal; readonly form: FormState };

export function issuePage(c: Ctx, { found, who, form }: Shown): Response | Promise<Response> {
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
          {templateLabel(letter.draft.subject.template)}，落款日期 {letter.draft.subject.on}
          。申请和办理经过中已有的内容自动填入。
        </p>
        <ErrorSummary errors={form.errors} />
        <Elsewhere letter={letter} who={who} />
        <LawTexts texts={letter.draft.texts} />
        <section class="panel">
          <LetterForm c={c} found={found} form={form} />
        </section>
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
    >
      {issued !== null && (
        <TextArea
          {...REASON}
          form={form}
          hint={`替换已经制发的 ${issued.number}，原来的仍留在办理经过中。`}
        />
      )}
      {asked.length === 0 && <p>不需要再填写内容。</p>}
      {asked.map((one) => (
        <TextArea form={form} name={one.fact} label={one.fact} {...aroundOf(one)} />
      ))}
      <Actions>
        <Button name="do" value="issue">
          {issued === null ? '制发并编号' : '重新制发'}
        </Button>
        <Button kind="secondary" name="do" value="draft">
          下载草稿
        </Button>
        <a href={lettersHref(of.number)}>取消</a>
      </Actions>
    </Form>
  );
};

function aroundOf({ needed, others }: AskedFact): { optional?: boolean; hint?: string } {
  if (needed === 'alone') return {};
  return needed === 'no' ? { optional: true } : { hint: `与${others.join('、')}至少填写一项。` };
}
