/** Everything that is known of one case, section by section. */
import type { Child, FC } from 'hono/jsx';
import type { PaperPart } from '#shared/documents/paper.ts';
import type { Handled } from '#shared/handling/state.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import type { CaseFile } from '#shared/ledger/case-file.ts';
import { type Sealed, sealedOf } from '#shared/notary/sealed-under.ts';
import { explainCase } from '#shared/redating/explain-case.ts';
import {
  type SignedStanding,
  signedStandings,
  signedVersions,
  standingsOf,
} from '#shared/trail/stands-in.ts';
import { clockParts } from '../case-file/clock-parts.ts';
import { fileParts } from '../case-file/file-parts.ts';
import { serviceParts } from '../case-file/history-parts.ts';
import { caseLink } from '../cases/case-address.tsx';
import { revealHref } from '../cases/reveal.tsx';
import type { Web } from '../frame/web.ts';
import { DataTable } from '../look/table.tsx';
import { DESK, lifeHref } from './addresses.tsx';
import { EventsTable, SignedTable, StandingsTable } from './case-tables.tsx';
import { LettersTable, lettersOf } from './letters-table.tsx';
import { type Reads, ReadsTable, readsOf } from './reads-table.tsx';

export type LifeAsked = { readonly full: boolean; readonly byLaw: boolean; readonly month: string };
type Life = {
  readonly file: CaseFile;
  readonly asked: LifeAsked;
  readonly sealed: ReadonlyMap<number, Sealed>;
  readonly clock: readonly PaperPart[];
  readonly files: readonly PaperPart[];
  readonly signed: readonly SignedStanding[];
  readonly reads: Reads;
};

export async function lifeOf({ house }: Web, file: CaseFile, asked: LifeAsked): Promise<Life> {
  const clock = await explainCase(house.log, file.commits, dateOfInstant(house.clock.now()));
  const handled = handledOf(file);
  return {
    ...{ file, asked },
    sealed: await sealedOf(house, file.commits),
    clock: clock === null ? [] : clockParts(clock),
    files: handled === null ? [] : await fileParts(house, handled, false),
    signed: signedStandings(file.commits, await signedVersions(house.log, file.office)),
    reads: await readsOf(house, file, asked.month),
  };
}

export const CaseLife: FC<{ life: Life }> = ({ life }) => {
  const { file, asked, sealed, clock, files, signed, reads } = life;
  return (
    <>
      <Ways life={life} />
      <Section id="events">
        <EventsTable of={{ file, sealed }} byLaw={asked.byLaw} />
      </Section>
      <Section id="clock">
        <Parts parts={clock} none="没有法定期限。" />
      </Section>
      <Section id="letters">
        <LettersTable letters={lettersOf(file)} />
        <Parts parts={serviceParts(file)} none="没有登记送达。" />
      </Section>
      <Section id="files">
        <Parts parts={files} none="没有附件。" />
      </Section>
      <Section id="figures">
        <StandingsTable standings={standingsOf(file.commits)} />
        <SignedTable signed={signed} />
      </Section>
      <Section id="reads">
        <ReadsTable reads={reads} file={file} />
      </Section>
    </>
  );
};

const SECTIONS = {
  events: '全部记录',
  clock: '期限',
  letters: '文书和送达',
  files: '附件',
  figures: '计入过的数字',
  reads: '谁看过',
} as const;

const Section: FC<{ id: keyof typeof SECTIONS; children?: Child }> = ({ id, children }) => (
  <section aria-labelledby={id}>
    <h2 id={id}>{SECTIONS[id]}</h2>
    {children}
  </section>
);

/** To the sections, to the case's own page, and to the same by other days or in full. */
const Ways: FC<{ life: Life }> = ({ life: { file, asked } }) => {
  const { kind } = file.kind;
  const here = lifeHref(kind, file.number);
  const links: readonly (readonly [string, string])[] = [
    [`${DESK}/evidence?${new URLSearchParams({ kind, case: file.number })}`, '导出证据包'],
    asked.byLaw ? [here, '按录入先后'] : [`${here}&by=law`, '按发生日期（法定）'],
    asked.full
      ? [here, '重新隐去']
      : [revealHref(kind, file.number, 'desk'), '显示完整的姓名、证件号码和联系方式（须选择理由，留痕）'],
  ];
  return (
    <nav class="years no-print" aria-label="本页">
      <ul>
        {Object.entries(SECTIONS).map(([id, label]) => (
          <li>
            <a href={`#${id}`}>{label}</a>
          </li>
        ))}
        <li>{caseLink(kind, file.number)}</li>
        {links.map(([href, label]) => (
          <li>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

/** Parts of the case file, as tables of the page. */
const Parts: FC<{ parts: readonly PaperPart[]; none: string }> = ({ parts, none }) =>
  parts.length === 0 ? <p class="soft">{none}</p> : <div>{parts.map(partOf)}</div>;

function partOf(part: PaperPart): Child {
  if (part.kind === 'lines') return part.lines.map((line) => <p>{line}</p>);
  if (part.kind !== 'table') return null;
  const columns = part.columns.map(([title], index) => ({
    title,
    cell: (row: readonly string[]) => row[index] ?? '',
  }));
  return <DataTable caption={part.caption} captioned columns={columns} rows={part.rows} />;
}

/** A case of a kind to which files are attached, known as such; null of a kind that has none. */
function handledOf(file: CaseFile): CaseFile<Handled> | null {
  return hasHandling(file) ? file : null;
}

function hasHandling(file: CaseFile): file is CaseFile<Handled> {
  return file.kind.isBeside !== undefined;
}
