/** Evidence as people choose it, for a page, a program and the command line alike: cases, a figure, a year. */

import type { PaperPart } from '#shared/documents/paper.ts';
import { paperHtml } from '#shared/documents/paper-html.ts';
import { renderHtml } from '#shared/documents/render-html.ts';
import { type Evidence, evidencePackage } from '#shared/evidence/evidence-package.ts';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import { type CaseKind, type Commit, RECORD_KINDS } from '#shared/kernel/event.ts';
import { type CaseFile, openCase } from '#shared/ledger/case-file.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { officeOf } from '#shared/ledger/office-name.ts';
import { isCellName } from '#shared/reporting/cell-name.ts';
import { yearStreamOf } from '#shared/reporting/year-events.ts';
import type { AuditEntry } from '#shared/store/audit-log.ts';
import type { House } from '#shared/store/house.ts';
import { figureMoves } from '#shared/trail/figure-life.ts';
import { ofFrozen } from '#shared/year/chosen-report.ts';
import { yearStateOf } from '#shared/year/year-history.ts';
import type { FieldError } from '../look/form.tsx';
import { cellLabel } from '../tables/cell-label.ts';
import { minute } from '../wording/word.ts';
import { caseParts, commitParts, figureParts, paperOf, yearParts } from './evidence-papers.ts';
import { figureNow } from './figure-now.ts';

/** What is asked for; of `cases`, `year` and `figure` the first that is given. `full`: with what is masked and sealed. */
export type EvidenceAsked = {
  readonly office: string;
  readonly by: string;
  readonly full: boolean;
  readonly kind?: CaseKind | undefined;
  readonly cases: readonly string[];
  readonly year?: number | undefined;
  readonly figure?: string | undefined;
};
type Chosen = Pick<Evidence, 'about' | 'commits' | 'pages'> & { readonly on?: readonly CaseName[] };
type CaseName = { readonly kind: CaseKind; readonly number: string };
type EvidenceMade =
  | {
      readonly ok: true;
      readonly bytes: Buffer;
      readonly about: string;
      readonly commits: number;
      /** The cases that were chosen by number. */
      readonly on: readonly CaseName[];
    }
  | ({ readonly ok: false } & FieldError);

/** More is handed over as a whole archive. */
const MOST_CASES = 200;
const MOST_COMMITS = 5000;

/** Rejects with SealingRefused where nothing can be signed. */
export async function makeEvidence(house: House, asked: EvidenceAsked): Promise<EvidenceMade> {
  await house.catchUp();
  const found = await chosenOf(house, asked);
  if ('code' in found) return { ok: false, ...found };
  if (found.commits.length > MOST_COMMITS)
    return fault('figure', 'tooLong', `超过 ${MOST_COMMITS} 笔记录，请导出整个档案`);
  const { office, by, full: opened } = asked;
  const bytes = await evidencePackage(house, { office, by, opened, at: house.clock.now(), ...found });
  return { ok: true, bytes, about: found.about, commits: found.commits.length, on: found.on ?? [] };
}

function fault(field: string, code: string, message: string): EvidenceMade & { readonly ok: false } {
  return { ok: false, field, code, message };
}

function chosenOf(house: House, asked: EvidenceAsked): Promise<Chosen | FieldError> {
  if (asked.cases.length > 0) return ofCases(house, asked);
  if (asked.year === undefined) return Promise.resolve(fault('cases', 'required', '请填案件编号，或者年度'));
  return asked.figure === undefined ? ofYear(house, asked, asked.year) : ofFigure(house, asked, asked.year);
}

async function ofCases(house: House, asked: EvidenceAsked): Promise<Chosen | FieldError> {
  const { office, cases, kind } = asked;
  if (cases.length > MOST_CASES) return fault('cases', 'tooLong', `一次不超过 ${MOST_CASES} 件`);
  const files: CaseFile[] = [];
  for (const number of cases) {
    const found = await caseCalled(house, { office, number, kind });
    if (found === null) return fault('cases', 'unknownCase', `没有这个编号：${number}`);
    files.push(found);
  }
  const parts: PaperPart[] = [];
  for (const file of files) parts.push(...(await caseParts(house, file, asked)));
  const names = files.map((file) => `${KIND_LABELS[file.kind.kind]} ${file.number}`);
  const made = { about: names.join('、'), parts, commits: files.flatMap(({ commits }) => commits) };
  const on = files.map(({ kind: of, number }) => ({ kind: of.kind, number }));
  return { ...(await chosen(house, asked, made)), on };
}

type Called = { readonly office: string; readonly number: string; readonly kind?: CaseKind | undefined };

/** Of whichever kind comes first, where none is said. */
async function caseCalled({ log }: House, { office, number, kind }: Called): Promise<CaseFile | null> {
  for (const one of kind === undefined ? RECORD_KINDS : [kind]) {
    const known = KINDS.get(one);
    const found = known && (await openCase(log, known, { office, number }));
    if (found) return found;
  }
  return null;
}

async function ofFigure(house: House, asked: EvidenceAsked, year: number): Promise<Chosen | FieldError> {
  const name = asked.figure ?? '';
  if (!isCellName(name)) return fault('figure', 'badChoice', '没有这个数字');
  const office = { id: asked.office, name: '' };
  const figure = await figureNow(house, { office, year, name });
  const asOf = house.clock.now();
  const moves = await figureMoves(house.log, { office: asked.office, year, cell: name, asOf });
  const commits = await commitsBehind(house, asked.office, moves);
  const about = `${year}年 ${cellLabel(name)}`;
  const parts = [...figureParts(figure, moves), ...commitParts(commits)];
  return chosen(house, asked, { about, parts, commits });
}

type Moved = { readonly kind: CaseKind; readonly case: string; readonly version: number };

/** Those that moved the figure, in the order in which they did; each case is read once. */
async function commitsBehind({ log }: House, office: string, moves: readonly Moved[]): Promise<Commit[]> {
  const histories = new Map<string, readonly Commit[]>();
  for (const { kind, case: number } of moves) {
    const name = `${kind}/${number}`;
    const stream = histories.has(name) ? null : await log.streamOf(office, kind, number);
    if (stream !== null) histories.set(name, await log.history({ office, kind, stream }));
  }
  return moves.flatMap(
    ({ kind, case: number, version }) =>
      histories.get(`${kind}/${number}`)?.slice(version - 1, version) ?? [],
  );
}

async function ofYear(house: House, asked: EvidenceAsked, year: number): Promise<Chosen | FieldError> {
  const { office } = asked;
  const { versions } = await yearStateOf(house.log, { office, year });
  if (versions.length === 0) return fault('year', 'notClosedYear', '这一年的报告还没有定稿');
  const commits = await house.log.history({ office, kind: 'year', stream: yearStreamOf(year) });
  const pages = await Promise.all(
    versions.map(async (frozen) => {
      const html = await renderHtml({ ...ofFrozen(frozen), form: undefined });
      return { name: `report-v${frozen.version}.html`, html };
    }),
  );
  const parts = [...yearParts(versions), ...commitParts(commits)];
  const made = await chosen(house, asked, { about: `${year}年度报告`, parts, commits });
  return { ...made, pages: [...made.pages, ...pages] };
}

type Parts = Pick<Chosen, 'about' | 'commits'> & { readonly parts: readonly PaperPart[] };

async function chosen(
  { log, clock }: House,
  { office, by, full }: EvidenceAsked,
  { about, commits, parts }: Parts,
): Promise<Chosen> {
  const organ = (await officeOf(log, office))?.name ?? office;
  const hidden = full ? '完整导出' : '姓名、证件号码、联系方式、住址部分隐去';
  const note = `${organ}　导出时间 ${minute(clock.now())}　导出人 ${by}　${hidden}　核验方法见 README.txt`;
  const html = paperHtml(paperOf('台账证据', organ, { note, parts }));
  return { about, commits, pages: [{ name: 'evidence.html', html }] };
}

/** What is left in the audit stream before it is handed out: one entry a case, so that each case tells of it. */
export function readingsOf(
  { about, commits, on }: EvidenceMade & { readonly ok: true },
  { full, ground }: { readonly full: boolean; readonly ground: string },
): readonly Pick<AuditEntry, 'what' | 'on' | 'details' | 'texts'>[] {
  const details = { about, full, rows: commits, format: 'evidence' };
  const entry = { what: 'exported', details, ...(ground !== '' && { texts: { reason: ground } }) } as const;
  return on.length === 0 ? [entry] : on.map((one) => ({ ...entry, on: one }));
}
