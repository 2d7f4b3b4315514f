/** On the page of a case: the case as one file, to hand out or to keep. */
import type { FC } from 'hono/jsx';
import { AUDITORS } from '#shared/accounts/permissions.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import type { Principal } from '../frame/web.ts';
import { caseHref } from './case-address.tsx';
import type { CasePages } from './case-kind.ts';
import { revealHref } from './reveal.tsx';

/** An entry of the register is a line of a list: nobody hands it out as a file. */
const KINDS: readonly CaseKind[] = ['application', 'hotline', 'appeal'];

type Links = { pages: CasePages; number: string; who: Principal };

/** What an auditor sees of the case: every step, reading and figure on one page. */
const lifeHref = (kind: CaseKind, number: string): string =>
  `/audit-desk/case?${new URLSearchParams({ kind, number })}`;

export const CaseFileLinks: FC<Links> = ({ pages, number, who }) => {
  if (!KINDS.includes(pages.kind)) return null;
  const base = `${caseHref(pages, number)}/case-file`;
  return (
    <section class="panel no-print" aria-labelledby="case-file">
      <h2 id="case-file">办理单</h2>
      <p class="soft small">基本情况、期限、经过、文书和附件清单，合为一份。</p>
      <p>
        <a href={`${base}/pdf`}>PDF</a> · <a href={`${base}/docx`}>Word</a>
      </p>
      <p class="small">
        完整打印，附图片（须选择理由，留痕）：<a href={revealHref(pages.kind, number, 'pdf')}>PDF</a> ·{' '}
        <a href={revealHref(pages.kind, number, 'docx')}>Word</a>
      </p>
      {AUDITORS.includes(who.role) && (
        <p>
          <a href={lifeHref(pages.kind, number)}>这件的全部经过（审计工作台）</a>
        </p>
      )}
    </section>
  );
};
