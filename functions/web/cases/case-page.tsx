/** One case: what it is, when it is due and why, what may be done now, and everything that was done. */
import type { FC } from 'hono/jsx';
import { EVERYONE, GUARDS } from '#shared/accounts/permissions.ts';
import type { CaseFile } from '#shared/ledger/case-file.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner, Tag } from '../look/banner.tsx';
import { renderPage } from '../look/page.tsx';
import { Facts } from '../look/table.tsx';
import { own } from '../wording/word.ts';
import { AttachedFiles } from './attached-files.tsx';
import { caseHref } from './case-address.tsx';
import { CaseFileLinks } from './case-file-links.tsx';
import type { CaseHead, CasePages } from './case-kind.ts';
import { caseRead } from './case-reads.ts';
import { HandlingPanel } from './handling-panel.tsx';
import { History } from './history.tsx';
import { DeadlineBlock, Stages } from './progress.tsx';
import { Proposals } from './proposal-panel.tsx';
import { FullLink, isRevealed, revealRoutes } from './reveal.tsx';
import { seenCase } from './seen-case.ts';
import { type Asked, situationOf } from './situation.ts';
import { StepLists } from './step-lists.tsx';

export function casePageRoutes(door: Site, web: Web, pages: CasePages): void {
  const site = door.reading(caseRead(pages));
  site.page(`${pages.path}/:number`, EVERYONE, (c, who) => casePage(c, { web, pages, who }));
  revealRoutes(door, web, pages);
}

async function casePage(c: Ctx, asked: Asked): Promise<Response> {
  const situation = await situationOf(c, asked);
  if (situation === null) return notFound(c);
  const { web, pages } = asked;
  const who = actingOn(situation.file, asked.who);
  const full = await isRevealed(c, asked, situation.file.number);
  const file = await seenCase(web.house, { who, full }, situation.file);
  const seen = { ...situation, file };
  const head = await pages.head(seen, web);
  return renderPage(c, {
    title: `${file.number} ${head.subject}`.trim(),
    section: pages.section,
    body: (
      <>
        <CaseTitle pages={pages} file={file} head={head} done={c.req.query('done')} who={asked.who} />
        <div class="case">
          <StepLists pages={pages} situation={situation} who={who} />
          <div class="case-main">
            <section class="panel" aria-label="基本情况">
              <Facts items={head.facts} />
              {hasTexts(file) && <FullLink href={caseHref(pages, file.number)} full={full} />}
            </section>
            <Proposals c={c} pages={pages} situation={seen} who={who} />
            {await pages.more?.(c, situation, web)}
            {file.kind.isBeside && <AttachedFiles {...{ c, web, pages, situation: seen, who }} />}
            <section class="panel">
              <h2>办理经过</h2>
              <History events={[...file.events].reverse()} />
            </section>
          </div>
          <div class="case-beside">
            {file.kind.isBeside && <HandlingPanel c={c} pages={pages} situation={seen} who={who} />}
            {pages.aside?.(c, situation)}
            <CaseFileLinks pages={pages} number={file.number} who={asked.who} />
          </div>
        </div>
      </>
    ),
  });
}

const isWithheld = ({ events }: CaseFile): boolean => events.some(({ closed }) => closed === 'withheld');

/** Whoever may not know of it takes no step: they are offered none. */
const actingOn = (file: CaseFile, who: Principal): Principal =>
  isWithheld(file) ? { ...who, role: 'reporter' } : who;

const Withheld: FC<{ may: boolean }> = ({ may }) => (
  <Banner kind="info">
    本件限知悉：姓名、联系方式和内容只有承办、审批和经授权的人能看，也由他们办理。
    {may && <a href="/rights">授权或者交办</a>}
  </Banner>
);

const DONE: Readonly<Record<string, string>> = {
  AttachFile: '附件已上传。',
  WithdrawFile: '附件已撤下。',
  ProposeStep: '已提请审批。',
  ApproveStep: '已批准，并且登记。',
  ReturnStep: '已退回给提请的人。',
  WithdrawStep: '已撤回提请。',
};

type Title = {
  readonly pages: CasePages;
  readonly file: CaseFile;
  readonly head: CaseHead;
  readonly done: string | undefined;
  readonly who: Principal;
};
/** What the case is about is its heading; its number and its state stand above, what is left of its time beside. */
const CaseTitle: FC<Title> = (props) => {
  const { pages, file, head } = props;
  const { subject, status, stages = [], deadline } = head;
  const done = pages.steps.find(({ command }) => command === props.done);
  return (
    <>
      <div class="case-head">
        <div>
          <p class="crumb">
            <a href={pages.path}>{pages.title}</a>
          </p>
          <h1>{subject === '' ? file.number : subject}</h1>
          <p class="case-number">
            {subject !== '' && <strong>{file.number}</strong>} <Tag kind={status[0]}>{status[1]}</Tag>
          </p>
        </div>
        {deadline && <DeadlineBlock deadline={deadline} />}
      </div>
      {stages.length > 0 && <Stages stages={stages} />}
      {props.done !== undefined && (
        <Banner kind="success">
          {own(DONE, props.done) ?? (done === undefined ? '已登记。' : `已登记：${done.title}。`)}
        </Banner>
      )}
      {isWithheld(file) && <Withheld may={GUARDS.includes(props.who.role)} />}
      {head.notes}
    </>
  );
};

/** Whether the case holds anything that may be half hidden. */
function hasTexts({ events }: CaseFile): boolean {
  return events.some(({ texts }) => texts !== undefined);
}
