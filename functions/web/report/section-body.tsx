/** The text of a section in the making, how it will read, and the names that may stand in it. */
import type { FC } from 'hono/jsx';
import type { Insertions } from '#shared/reporting/narrative-insertions.ts';
import type { SectionNumber } from '#shared/reporting/narrative-template.ts';
import type { SectionDraft } from '#shared/year/section-draft.ts';
import type { Ctx } from '../frame/web.ts';
import { TextArea } from '../look/fields.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { type Address, hrefOf } from './address.ts';
import { Crumb } from './sheet-page.tsx';

type Props = {
  readonly c: Ctx;
  readonly address: Address;
  readonly title: string;
  readonly number: SectionNumber;
  readonly draft: SectionDraft;
  readonly form: FormState;
  readonly token: string;
};

const SOURCES: Readonly<Record<SectionDraft['source'], string>> = {
  year: '本年的文字',
  template: '本机关的模板',
  default: '系统的模板',
};

export const SectionBody: FC<Props> = (props) => {
  const { address, title, draft, form } = props;
  return (
    <>
      <Crumb address={address} />
      <h1>{title}</h1>
      <p class="soft">
        现在用的是{SOURCES[draft.source]}。数字不用手填：写上双层花括号和名称，如{' '}
        <code>{'{{新收申请}}'}</code>
        ，生成报告时自动换成台账里的数，记录更正后文字跟着变。
      </p>
      <ErrorSummary errors={form.errors} />
      <section class="panel">
        <TextForm {...props} />
      </section>
      <section class="panel">
        <h2>按现在的数据，读出来是这样</h2>
        <Filled text={form.values.text ?? ''} insertions={draft.insertions} />
      </section>
      {draft.lastYear !== '' && (
        <details class="panel">
          <summary>上年的这一部分</summary>
          <p class="prose">{draft.lastYear}</p>
        </details>
      )}
      <Names insertions={draft.insertions} />
    </>
  );
};

const TextForm: FC<Props> = ({ c, address, title, number, draft, form, token }) => (
  <Form
    c={c}
    action={hrefOf(address, `/sections/${number}`)}
    token={token}
    hidden={{ version: String(draft.version) }}
    label={title}
    draft={hrefOf(address, `/sections/${number}`)}
  >
    <TallArea form={form} />
    <Actions>
      <Button name="do" value="save">
        保存为本年文字
      </Button>
      <Button kind="secondary" name="do" value="preview">
        预览
      </Button>
      <Button kind="secondary" name="do" value="template">
        存为本机关模板
      </Button>
      {draft.source === 'year' && (
        <Button kind="secondary" name="do" value="reset">
          放弃本年文字，用回模板
        </Button>
      )}
      <a href={hrefOf(address)}>返回</a>
    </Actions>
  </Form>
);

const TallArea: FC<{ form: FormState }> = ({ form }) => (
  <TextArea
    form={form}
    name="text"
    label="文字"
    hint="每段一行；以（一）（二）开头的短行是小标题。"
    rows={16}
  />
);

/** Figures are marked, so that what was typed and what the ledger says are told apart. */
const Filled: FC<{ text: string; insertions: Insertions }> = ({ text, insertions }) => {
  if (text === '') return <p class="soft">（没有文字，只有表格）</p>;
  return (
    <p class="prose">
      {text.split(/(\{\{[^{}]*\}\})/).map((piece) => {
        const name = /^\{\{([^{}]*)\}\}$/.exec(piece)?.[1]?.trim();
        if (name === undefined) return piece;
        return Object.hasOwn(insertions, name) ? (
          <mark title={name}>{insertions[name]}</mark>
        ) : (
          <mark class="unknown">{piece}</mark>
        );
      })}
    </p>
  );
};

const Names: FC<{ insertions: Insertions }> = ({ insertions }) => (
  <details class="panel">
    <summary>可以写进文字的数据（{Object.keys(insertions).length}项）</summary>
    <ul class="insertions">
      {Object.entries(insertions).map(([name, value]) => (
        <li>
          <code>{`{{${name}}}`}</code> <span class="value">{shortened(value)}</span>
        </li>
      ))}
    </ul>
  </details>
);

function shortened(value: string): string {
  if (value === '') return '（无）';
  return value.length > 40 ? `${value.slice(0, 40)}……` : value;
}
