/** On the page of a case: what is attached to it, and the way to attach more. */
import { randomUUID } from 'node:crypto';
import type { FC } from 'hono/jsx';
import { READERS_OF_FAILURES, rolesFor } from '#shared/accounts/permissions.ts';
import { typeAndSize } from '#shared/attachments/keep-file.ts';
import {
  ATTACHMENT_KIND_LABELS,
  type AttachmentKind,
  SCAN_LABELS,
  type ScanOutcome,
} from '#shared/glossary/attachments.ts';
import { type AttachedFile, type Handled, handlingOf } from '#shared/handling/state.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner, Tag, type TagKind } from '../look/banner.tsx';
import { Actions, BLANK_FORM, Button, Form, type FormState } from '../look/form.tsx';
import { type Column, DataTable } from '../look/table.tsx';
import { minute } from '../wording/word.ts';
import { AttachFields, mostOf } from './attach-form.tsx';
import { caseHref } from './case-address.tsx';
import type { CasePages } from './case-kind.ts';
import type { Situation } from './step-form.ts';

type Of = { readonly pages: CasePages; readonly situation: Situation };
type Props = Of & { readonly c: Ctx; readonly web: Web; readonly who: Principal };

export const ATTACH_COMMAND = 'AttachFile';
/** What most files of a kind of case are. */
const USUAL: Readonly<Partial<Record<CaseKind, AttachmentKind>>> = {
  application: 'application',
  appeal: 'judgment',
  hotline: 'evidence',
};
const SCAN_TAGS: Readonly<Record<ScanOutcome, TagKind>> = {
  clean: 'good',
  infected: 'bad',
  pending: 'busy',
  unscanned: 'off',
};

export function filesHref({ pages, situation }: Of): string {
  return `${caseHref(pages, situation.file.number)}/files`;
}

const usualPaper = ({ kind }: CasePages): AttachmentKind => USUAL[kind] ?? 'other';

export const AttachedFiles: FC<Props> = ({ c, web, pages, situation, who }) => {
  const { files } = handlingOf(situation.file.state as Handled);
  const standing = files.filter(({ withdrawn }) => withdrawn === null);
  const gone = files.filter(({ withdrawn }) => withdrawn !== null);
  const of = { pages, situation };
  return (
    <section class={files.length === 0 ? 'panel no-print' : 'panel'} aria-labelledby="attached">
      <h2 id="attached">附件{standing.length > 0 && `（${standing.length}）`}</h2>
      {standing.some(({ scan }) => scan === 'infected') && (
        <Banner kind="error">有附件查出病毒，已封存，不能打开。请联系提交人另行提供，再把它撤下。</Banner>
      )}
      {standing.length > 0 && <DataTable caption="附件" columns={columnsOf(of, who)} rows={standing} />}
      {gone.length > 0 && READERS_OF_FAILURES.includes(who.role) && <Withdrawn of={of} files={gone} />}
      {rolesFor(ATTACH_COMMAND).includes(who.role) && (
        <details class="no-print">
          <summary>上传附件</summary>
          <AttachForm c={c} of={of} form={BLANK_FORM} most={mostOf(web)} />
        </details>
      )}
    </section>
  );
};

function columnsOf(of: Of, who: Principal): readonly Column<AttachedFile>[] {
  const withdrawal: Column<AttachedFile> = {
    title: '办理',
    cell: ({ file }) => <a href={`${filesHref(of)}/${file}/withdraw`}>撤下</a>,
  };
  return [
    { title: '文件', cell: (file) => <FileLink of={of} file={file} /> },
    { title: '材料', cell: ({ paper }) => ATTACHMENT_KIND_LABELS[paper] },
    { title: '格式和大小', cell: typeAndSize },
    { title: '查毒', cell: ({ scan }) => <Tag kind={SCAN_TAGS[scan]}>{SCAN_LABELS[scan]}</Tag> },
    { title: '上传', cell: ({ by, at }) => `${by} ${minute(at)}` },
    ...(rolesFor('WithdrawFile').includes(who.role) ? [withdrawal] : []),
  ];
}

/** It opens beside the case. What is infected is named and leads nowhere. */
const FileLink: FC<{ of: Of; file: AttachedFile }> = ({ of, file: { file, name, scan } }) => {
  const called = name ?? '（文件名已销毁）';
  return scan === 'infected' ? (
    <span>{called}</span>
  ) : (
    <a href={`${filesHref(of)}/${file}`} target="_blank" rel="noopener">
      {called}
    </a>
  );
};

const Withdrawn: FC<{ of: Of; files: readonly AttachedFile[] }> = ({ of, files }) => (
  <details>
    <summary>已撤下 {files.length} 个</summary>
    <ul>
      {files.map((file) => (
        <li>
          <FileLink of={of} file={file} />
          <span class="soft small">
            {' '}
            {file.withdrawn?.by} {minute(file.withdrawn?.at ?? '')} 撤下：{file.withdrawn?.reason}
          </span>
        </li>
      ))}
    </ul>
  </details>
);

type FormProps = {
  readonly c: Ctx;
  readonly of: Of;
  readonly form: FormState;
  readonly most: number;
};

export const AttachForm: FC<FormProps> = ({ c, of, form, most }) => (
  <Form c={c} action={filesHref(of)} token={randomUUID()} label="上传附件" upload>
    <AttachFields c={c} form={form} most={most} paper={usualPaper(of.pages)} />
    <Actions>
      <Button>上传</Button>
    </Actions>
  </Form>
);
