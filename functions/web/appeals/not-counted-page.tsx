/** The suits that table 四 leaves out, for a second look: an office that acted must count its own. */
import type { FC } from 'hono/jsx';
import { EVERYONE } from '#shared/accounts/permissions.ts';
import { type SuitNotCounted, suitsNotCountedBy } from '#shared/year/suits-not-counted.ts';
import { LIST_READ } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { caseHref, caseLink } from '../cases/case-address.tsx';
import type { Web } from '../frame/web.ts';
import { Banner, Tag } from '../look/banner.tsx';
import { renderPage } from '../look/page.tsx';
import { type Column, DataTable, EmptyState } from '../look/table.tsx';

const APPEALS = '/appeals';
const NOT_COUNTED = `${APPEALS}/not-counted`;
const TITLE = '不计入表四的诉讼';

export function notCountedRoutes(door: Site, web: Web): void {
  const site = door.reading(LIST_READ);
  site.page(NOT_COUNTED, EVERYONE, async (c, who) => {
    const suits = await suitsNotCountedBy(web.house, who.office);
    return renderPage(c, {
      title: TITLE,
      section: 'appeals',
      body: (
        <>
          <p class="crumb">
            <a href={APPEALS}>行政复议、行政诉讼</a>
          </p>
          <h1>{TITLE}</h1>
          <p>
            本机关只是作出复议决定的机关、不是原行为机关的，诉讼由原行为机关计入表四（国办公开办函〔2016〕201号）。本机关是原行为机关的，无论复议机关是否一同被诉，都应当计入。
          </p>
          {suits.length === 0 ? (
            <EmptyState title="没有">所有诉讼都计入表四。</EmptyState>
          ) : (
            <DataTable caption={TITLE} columns={COLUMNS} rows={suits} />
          )}
        </>
      ),
    });
  });
}

const COLUMNS: readonly Column<SuitNotCounted>[] = [
  { title: '案号', cell: ({ number }) => caseLink('appeal', number) },
  { title: '受理日期', cell: ({ openedOn }) => openedOn },
  {
    title: '核对',
    cell: ({ number, unsure }) =>
      unsure ? (
        <>
          <Tag kind="bad">待核对</Tag> <a href={correctionHref(number)}>更正或确认</a>
        </>
      ) : (
        <Tag kind="good">已写明</Tag>
      ),
  },
];

export function correctionHref(number: string): string {
  return `${caseHref({ path: APPEALS }, number)}/steps/CorrectCoDefendant`;
}

export const NotCountedLink: FC = () => (
  <p class="soft">
    <a href={NOT_COUNTED}>{TITLE}</a>
  </p>
);

/** Does not block signing, but the signatory should know. */
export const UnsureSuits: FC<{ suits: readonly SuitNotCounted[] }> = ({ suits }) => {
  const unsure = suits.filter((suit) => suit.unsure);
  return unsure.length === 0 ? null : (
    <Banner kind="warning">
      有 {unsure.length} 件诉讼登记为共同被告，没有计入表四，还没有核对本机关是不是原行为机关。
      <a href={NOT_COUNTED}>逐件核对</a>
    </Banner>
  );
};
