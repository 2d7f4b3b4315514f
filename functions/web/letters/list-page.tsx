/** The letters of one application: which can be made, which went out, and what the others lack. */
import type { FC } from 'hono/jsx';
import { EVERYONE, OFFICERS, SETTLERS } from '#shared/accounts/permissions.ts';
import type { OpenCase } from '#shared/correspondence/draft-letter.ts';
import { issuedLetter } from '#shared/correspondence/issue-letter.ts';
import type { Application } from '#shared/disclosure/application.ts';
import type { Missing } from '#shared/disclosure/letter-requirements.ts';
import { LETTER_KINDS, LETTER_LABELS } from '#shared/disclosure/letters.ts';
import { articleText } from '#shared/glossary/refusals.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import { caseHref } from '../cases/case-address.tsx';
import { caseRead } from '../cases/case-reads.ts';
import { attachment } from '../frame/answers.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner, Tag } from '../look/banner.tsx';
import { renderPage } from '../look/page.tsx';
import { type Column, DataTable, EmptyState } from '../look/table.tsx';
import { OFFICE } from '../office/office-page.tsx';
import { CLOSED_TEXTS } from '../wording/terms.ts';
import { CASES, DOCX, fileHref, letterHref, lettersHref, SETTINGS, templateLabel } from './addresses.ts';
import {
  type Asked,
  type CaseLetter,
  caseAt,
  caseLetters,
  lackingElsewhere,
  letterAt,
} from './case-letters.ts';

export function letterListRoutes(door: Site, web: Web): void {
  const path = `${CASES}/:number/letters`;
  door.reading(caseRead({ kind: 'application' })).page(path, EVERYONE, (c, who) => listPage(c, { web, who }));
  const letters = door.reading(caseRead({ kind: 'application' }, 'letterOpened'));
  letters.page(`${path}/:kind/file`, EVERYONE, (c, who) => download(c, { web, who }));
}

async function download(c: Ctx, asked: Asked): Promise<Response> {
  const found = await letterAt(c, asked, c.req.query('about') ?? '');
  const letter = found && issuedLetter(found.of, found.letter.kind, found.letter.about);
  if (found === null || letter === null) return notFound(c);
  const { number } = found.of;
  const name = `${LETTER_LABELS[found.letter.kind]}-${number}.docx`;
  return attachment(c, { bytes: letter.document, mediaType: DOCX, name });
}

async function listPage(c: Ctx, asked: Asked): Promise<Response> {
  const of = await caseAt(c, asked);
  if (of === null) return notFound(c);
  const { web, who } = asked;
  const letters = await caseLetters(web.house, who.office, of);
  const done = letters.find(({ issued }) => issued !== null && issued.event === c.req.query('issued'));
  return renderPage(c, {
    title: `文书 · ${of.number}`,
    section: 'applications',
    body: (
      <>
        <LetterCrumb number={of.number} />
        <h1>文书</h1>
        {done !== undefined && <Done number={of.number} letter={done} />}
        <Letters of={of} letters={letters} who={who} />
        <NotYet letters={letters} />
      </>
    ),
  });
}

export const LetterCrumb: FC<{ number: string; inside?: boolean }> = ({ number, inside }) => (
  <p class="crumb">
    <a href={CASES}>依申请公开</a> › <a href={caseHref({ path: CASES }, number)}>{number}</a>
    {inside && (
      <>
        {' '}
        › <a href={lettersHref(number)}>文书</a>
      </>
    )}
  </p>
);

const Done: FC<{ number: string; letter: CaseLetter }> = ({ number, letter }) => (
  <Banner kind="success">
    已制发{LETTER_LABELS[letter.kind]}，文号 {letter.issued?.number}。{' '}
    <a href={fileHref(number, letter)}>下载 Word 文件</a>
  </Banner>
);

const Letters: FC<{ of: OpenCase; letters: readonly CaseLetter[]; who: Principal }> = (props) => {
  const { of, letters, who } = props;
  if (letters.length === 0)
    return <EmptyState title="还没有可以制发的文书">确认收到申请以后，可以制发登记回执。</EmptyState>;
  const columns: readonly Column<CaseLetter>[] = [
    { title: '文书', cell: ({ draft }) => templateLabel(draft.subject.template) },
    { title: '日期', cell: ({ draft, issued }) => issued?.on ?? draft.on },
    { title: '状态', cell: (letter) => <State letter={letter} who={who} /> },
    { title: '办理', cell: (letter) => <Links of={of} letter={letter} who={who} /> },
  ];
  return <DataTable caption="本件的文书" columns={columns} rows={letters} />;
};

const State: FC<{ letter: CaseLetter; who: Principal }> = ({ letter, who }) => {
  const { issued, draft } = letter;
  if (issued !== null)
    return (
      <>
        <Tag kind="good">已制发</Tag> {issued.number}
      </>
    );
  if (draft.missing.length === 0) return <Tag>可以制发</Tag>;
  return (
    <>
      <Tag kind="busy">还缺内容</Tag>
      <Lacking missing={draft.missing} />
      <SettingsLink letter={letter} who={who} />
    </>
  );
};

export const Lacking: FC<{ missing: readonly Missing[] }> = ({ missing }) => (
  <ul class="due-reasons">
    {missing.map(({ fact, article }) => (
      <li>
        {fact}（{articleText(article)}）
      </li>
    ))}
  </ul>
);

/** What a form cannot ask for is settled once for the whole office. */
export const SettingsLink: FC<{ letter: CaseLetter; who: Principal }> = ({ letter, who }) =>
  lackingElsewhere(letter).length > 0 && SETTLERS.includes(who.role) ? (
    letter.draft.facts.机关名称 ? (
      <a href={SETTINGS}>补全文书设置</a>
    ) : (
      <a href={OFFICE}>填写机关信息</a>
    )
  ) : null;

const Links: FC<{ of: OpenCase; letter: CaseLetter; who: Principal }> = ({ of, letter, who }) => {
  const mayIssue = OFFICERS.includes(who.role);
  const form = letterHref(of.number, letter);
  if (letter.issued === null) return mayIssue ? <a href={form}>制发</a> : null;
  if (issuedLetter(of, letter.kind, letter.about) === null)
    return <span class="soft">内容{of.closed === null ? '缺失' : CLOSED_TEXTS[of.closed]}</span>;
  return (
    <>
      <a href={fileHref(of.number, letter)}>下载</a> {mayIssue && <a href={form}>重新制发</a>}
    </>
  );
};

const NotYet: FC<{ letters: readonly CaseLetter[] }> = ({ letters }) => {
  const others = LETTER_KINDS.filter((kind) => letters.every((one) => one.kind !== kind));
  return others.length === 0 ? null : (
    <p class="soft">办理到相应步骤以后才能制发：{others.map((kind) => LETTER_LABELS[kind]).join('、')}。</p>
  );
};

/** On the page of an application: the way to its letters. */
export const LettersLink: FC<{ number: string; state: Application }> = ({ number, state }) => (
  <section class="panel">
    <h2>文书</h2>
    <ul class="step-list">
      <li>
        <a href={lettersHref(number)}>回执、告知书和答复书</a>
        <span class="soft small">
          {state.letters.length === 0 ? '还没有制发' : `已制发 ${state.letters.length} 份`}
        </span>
      </li>
    </ul>
  </section>
);
