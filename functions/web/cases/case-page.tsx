/** One case: what it is, when it is due and why, what may be done now, and everything that was done. */
import type { Child, FC } from 'hono/jsx';
import { EVERYONE, rolesFor } from '#shared/accounts/permissions.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { type CaseFile, openCase } from '#shared/ledger/case-file.ts';
import { contextFor } from '#shared/ledger/prepare.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner, Tag } from '../look/banner.tsx';
import { renderPage } from '../look/page.tsx';
import { Facts } from '../look/table.tsx';
import { isMasked } from '../wording/masked.ts';
import { caseHref, numberIn } from './case-address.tsx';
import type { CaseHead, CasePages } from './case-kind.ts';
import { HandlingPanel } from './handling-panel.tsx';
import { History } from './history.tsx';
import { type Lawful, lawfulness, type Situation, type StepForm } from './step-form.ts';

export function casePageRoutes(site: Site, web: Web, pages: CasePages): void {
  site.page(`${pages.path}/:number`, EVERYONE, (c, who) => casePage(c, { web, pages, who }));
}

export type Asked = { readonly web: Web; readonly pages: CasePages; readonly who: Principal };

/** The case of that number with what its rules look at now; null when there is none. */
export async function situationOf(c: Ctx, { web, pages, who }: Asked): Promise<Situation | null> {
  const number = numberIn(c.req.param('number'));
  const file = await openCase(web.house.log, pages.caseKind, { office: who.office, number });
  if (file === null) return null;
  const now = web.house.clock.now();
  const context = await contextFor(web.house.log, file.kind, {
    office: who.office,
    today: dateOfInstant(now),
  });
  const people = (await web.accounts.list())
    .filter(({ office, disabled }) => office === who.office && !disabled)
    .map(({ user }) => user);
  return { file, now, context, people };
}

async function casePage(c: Ctx, asked: Asked): Promise<Response> {
  const situation = await situationOf(c, asked);
  if (situation === null) return notFound(c);
  const { web, pages, who } = asked;
  const full = c.req.query('full') === 'yes';
  const { file } = situation;
  if (full) web.log({ event: 'openedInFull', request: c.var.request, user: who.user, case: file.number });
  const head = await pages.head(situation, web, { full });
  return renderPage(c, {
    title: `${file.number} ${head.subject}`.trim(),
    section: pages.section,
    body: (
      <>
        <CaseTitle pages={pages} file={file} head={head} done={c.req.query('done')} />
        <div class="columns">
          <div>
            <section class="panel" aria-label="基本情况">
              <Facts items={head.facts} />
              {hasMasked(file) && <FullLink pages={pages} file={file} full={full} />}
            </section>
            {await pages.more?.(c, situation, web)}
            {file.kind.isBeside && <HandlingPanel c={c} pages={pages} situation={situation} who={who} />}
            <section class="panel">
              <h2>办理经过</h2>
              <History events={[...file.events].reverse()} full={full} />
            </section>
          </div>
          <Steps pages={pages} situation={situation} who={who} extra={pages.aside?.(c, situation)} />
        </div>
      </>
    ),
  });
}

const CaseTitle: FC<{ pages: CasePages; file: CaseFile; head: CaseHead; done: string | undefined }> = (
  props,
) => {
  const { pages, file, head } = props;
  const done = pages.steps.find(({ command }) => command === props.done);
  return (
    <>
      <p class="crumb">
        <a href={pages.path}>{pages.title}</a>
      </p>
      <div class="page-head">
        <h1>
          {file.number} <Tag kind={head.status[0]}>{head.status[1]}</Tag>
        </h1>
      </div>
      {head.subject !== '' && <p class="case-subject">{head.subject}</p>}
      {props.done !== undefined && (
        <Banner kind="success">{done === undefined ? '已登记。' : `已登记：${done.title}。`}</Banner>
      )}
      {head.notes}
    </>
  );
};

/** Whether the case holds anything that is half hidden. */
function hasMasked({ events }: CaseFile): boolean {
  return events.some(({ texts }) => texts !== undefined && Object.keys(texts).some(isMasked));
}

const FullLink: FC<{ pages: CasePages; file: CaseFile; full: boolean }> = ({ pages, file, full }) => (
  <p class="small">
    {full ? (
      <a href={caseHref(pages, file.number)}>隐去证件号码和联系方式</a>
    ) : (
      <a href={`${caseHref(pages, file.number)}?full=yes`}>显示完整的证件号码和联系方式（留痕）</a>
    )}
  </p>
);

function stepsOf({ steps }: CasePages, { role }: Principal): readonly StepForm[] {
  return steps.filter(({ command, group }) => group !== 'beside' && rolesFor(command).includes(role));
}

type StepsProps = { pages: CasePages; situation: Situation; who: Principal; extra: Child };

const Steps: FC<StepsProps> = ({ pages, situation, who, extra }) => {
  const allowed = stepsOf(pages, who);
  const lawful = allowed.map((step) => [step, lawfulness(step, situation)] as const);
  const of = (group: StepForm['group'], when: Lawful): StepForm[] =>
    lawful.filter(([step, is]) => step.group === group && is === when).map(([step]) => step);
  const lists: readonly (readonly [string, StepForm[]])[] = [
    ['现在可以办理', of('step', 'now')],
    ['补录以前的步骤', of('step', 'late')],
    ['更正', [...of('remedy', 'now'), ...of('remedy', 'late')]],
  ];
  const base = caseHref(pages, situation.file.number);
  return (
    <aside class="steps" aria-label="办理">
      {lists
        .filter(([, steps]) => steps.length > 0)
        .map(([title, steps], index) => (
          <section class="panel">
            <h2>{title}</h2>
            <ul class="step-list">
              {steps.map(({ command, title: name, about }) => (
                <li>
                  <a class={index === 0 ? 'step-main' : undefined} href={`${base}/steps/${command}`}>
                    {name}
                  </a>
                  {index === 0 && <span class="soft small">{about}</span>}
                </li>
              ))}
            </ul>
          </section>
        ))}
      {lists.every(([, steps]) => steps.length === 0) && (
        <section class="panel">
          <p class="soft">{allowed.length === 0 ? '您可以查看，不能办理。' : '没有需要办理的步骤。'}</p>
        </section>
      )}
      {extra}
    </aside>
  );
};
