/** A file that was sent: looked at, settled how it is read, tried out or recorded, and what became of it. */
import { OFFICERS } from '#shared/accounts/permissions.ts';
import { TooMuchWork } from '#shared/house/asked-process.ts';
import { caseKindOf } from '#shared/intake/import-rows.ts';
import { choice } from '#shared/intake/parse-choices.ts';
import type { LookedAt } from '#shared/intake/preview/look-into.ts';
import { readingIn } from '#shared/intake/reading.ts';
import { rememberedBy } from '#shared/intake/remembered.ts';
import { isReadAsLines } from '#shared/intake/sent-file.ts';
import { textOfBytes } from '#shared/intake/text-of-bytes.ts';
import { keepPart, partOf, type Settled, type Upload, uploadOf } from '#shared/jobs/import-files.ts';
import { parseJson } from '#shared/kernel/parse-json.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { addedToLists } from '#shared/ledger/hotline-lists.ts';
import { pageRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import { attachment } from '../frame/answers.ts';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import { heavyBy } from '../frame/long-work.ts';
import type { Ctx, Web } from '../frame/web.ts';
import type { FieldError } from '../look/form.tsx';
import { type By, onPage, PATH, uploadPath } from './kinds.ts';
import { preparePage } from './prepare-page.tsx';
import { askedIn, faultsOf, placeOf } from './reading-form.ts';
import { startImport } from './run-import.ts';
import { settledReading } from './settled-reading.ts';

const FILE = `${PATH}/files/:id`;

export function prepareRoutes(door: Site, web: Web): void {
  const site = door.reading(pageRead('importRead'));
  const ofOwn =
    <Rest extends readonly unknown[]>(answer: (c: Ctx, by: Own, ...rest: Rest) => Promise<Response>) =>
    async (c: Ctx, who: By['who'], ...rest: Rest): Promise<Response> => {
      const upload = await uploadOf(web.house, who, c.req.param('id') ?? '');
      return upload === null ? notFound(c) : answer(c, { web, who, upload }, ...rest);
    };
  site.page(FILE, OFFICERS, ofOwn(shown));
  site.form(FILE, OFFICERS, ofOwn(answered));
  site.page(`${FILE}/map.json`, OFFICERS, ofOwn(mapFile));
}

type Own = By & { readonly upload: Upload };

async function shown(c: Ctx, by: Own): Promise<Response> {
  const settled = (await partOf(by.web.house, by.upload.id, 'reading')) ?? { kind: null, reading: {} };
  return page(c, by, { settled, errors: [], values: {} });
}

type Shown = {
  readonly settled: Settled;
  readonly errors: readonly FieldError[];
  readonly values: Readonly<Record<string, string>>;
};

async function page(c: Ctx, by: Own, { settled, errors, values }: Shown): Promise<Response> {
  const looked = await lookedAt(by, settled);
  if (looked === 'gone') return c.redirect(`${uploadPath(by.upload.id)}/result`, 303);
  const fault = looked !== null && 'message' in looked ? [looked] : [];
  const found = looked !== null && 'message' in looked ? null : looked;
  return preparePage(c, {
    ...{ upload: by.upload, looked: found, values },
    settled: found ?? settled,
    errors: [...errors, ...fault],
  });
}

const TOO_MUCH = '文件太大或太乱，在时限内看不完；请分成几个文件，或者用命令行导入（taizhang import）';

/** Null for a file of lines, which is read in one way alone. */
async function lookedAt({ web, who, upload }: Own, { kind, reading }: Settled) {
  const { house } = web;
  const bytes = await house.uploads.get(upload.id, 'file');
  if (bytes === null) return 'gone';
  if (kind !== null && isReadAsLines(kind)) return null;
  const added = await addedToLists(house.log, caseKindOf(kind ?? 'hotline'), who.office);
  const options = {
    today: dateOfInstant(house.clock.now()),
    added: Object.fromEntries(
      Object.entries(added).map(([key, labels]) => [key, labels.map((label) => choice(label, label))]),
    ),
  };
  const remembered = await rememberedBy(house.log, who.office);
  const { format } = upload;
  const asked = kind === null || isReadAsLines(kind) ? undefined : kind;
  try {
    const kindAsked = asked as LookedAt['kind'] | undefined;
    const of = { bytes, format, kind: kindAsked, reading, remembered, options };
    const looked = await heavyBy(web, who).run('lookInto', of);
    if (!('unreadable' in looked)) return looked;
    return { field: 'sheet', code: looked.unreadable, message: onPage(looked.message) } satisfies FieldError;
  } catch (fault) {
    if (!(fault instanceof TooMuchWork) || fault.why === 'quota') throw fault;
    return { field: 'sheet', code: 'tooMuchWork', message: TOO_MUCH } satisfies FieldError;
  }
}

async function answered(c: Ctx, by: Own, fields: FormFields): Promise<Response> {
  const { web, upload } = by;
  const asked = textOf(fields, 'use') === 'saved' ? await savedOf(by) : askedIn(fields);
  const { id } = upload;
  const what = textOf(fields, 'do');
  const map = await mapIn(fields, asked.kind);
  if (map !== null && 'message' in map)
    return page(c, by, { settled: asked, errors: [map], values: asked.values });
  const isElsewhere = asked.seen !== '' && asked.seen !== placeOf(asked);
  const { columns, ...place } = asked.reading;
  const reading = map ?? (isElsewhere ? place : { ...place, ...(columns && { columns }) });
  const settled: Settled = { kind: asked.kind, reading };
  await keepPart(web.house, id, { reading: settled });
  if (isElsewhere || map !== null || (what !== 'check' && what !== 'record'))
    return c.redirect(uploadPath(id), 303);
  const looked = await lookedAt(by, settled);
  const readable = looked !== 'gone' && looked !== null && !('message' in looked) ? looked : null;
  const errors = faultsOf({ ...asked, ...settled }, readable);
  const { kind } = settled;
  const { dates: _, ...values } = asked.values;
  if (errors.length > 0 || kind === null || looked === 'gone')
    return page(c, by, { settled, errors, values });
  const full = { kind, reading: readable === null ? reading : settledReading(reading, readable) };
  await keepPart(web.house, id, { reading: full });
  await startImport(by, { upload, settled: full, dryRun: what !== 'record' });
  return c.redirect(`${uploadPath(id)}/result`, 303);
}

/** As it was tried out. */
async function savedOf({ web, upload }: Own) {
  const saved = (await partOf(web.house, upload.id, 'reading')) ?? { kind: null, reading: {} };
  const values: Readonly<Record<string, string>> = {};
  return { ...saved, seen: '', values };
}

/** A mapping file that somebody had from here, or wrote for the command line. */
async function mapIn(fields: FormFields, kind: Settled['kind']) {
  const file = fields.map;
  if (!(file instanceof File) || file.size === 0) return null;
  const text = textOfBytes(await file.bytes());
  const value = text === null ? undefined : parseJson(text, 'asWritten');
  const reading = readingIn(value, kind ?? '');
  if (typeof reading !== 'string') return reading;
  return {
    field: 'map',
    code: 'badJson',
    message: `列名对照：读不了这个文件（${reading}）`,
  } satisfies FieldError;
}

/** What is on the page now, for `--map` and for the next time. */
async function mapFile(c: Ctx, by: Own): Promise<Response> {
  const settled = (await partOf(by.web.house, by.upload.id, 'reading')) ?? { kind: null, reading: {} };
  const looked = await lookedAt(by, settled);
  if (looked === null || looked === 'gone' || 'message' in looked) return notFound(c);
  const reading = settledReading(looked.reading, looked);
  return attachment(c, {
    bytes: Buffer.from(`${JSON.stringify(reading, null, 2)}\n`),
    mediaType: 'application/json; charset=utf-8',
    name: `${looked.kind}-map.json`,
  });
}
