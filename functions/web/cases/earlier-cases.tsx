/**
 * What the office already has of who applies or calls: shown beside the form that registers the next one. Where script
 * runs it appears while the rest is typed; otherwise with the form as it comes back.
 */
import type { Child, FC } from 'hono/jsx';
import { CLERKS } from '#shared/accounts/permissions.ts';
import { phonesIn } from '#shared/kernel/known.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { maskedText } from '#shared/masking/mask-text.ts';
import { casesOf } from '#shared/search/find-cases.ts';
import type { CaseSummary } from '#shared/store/views.ts';
import type { Reads } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { textOf } from '../frame/form-fields.ts';
import type { Web } from '../frame/web.ts';
import { caseHref } from './case-address.tsx';
import { StatusTag } from './list-columns.tsx';

const EARLIER = '/cases/earlier';
/** Of one person; those before them are in the search. */
const MOST = 5;
/** One character of a name finds everybody. */
const SHORTEST_NAME = 2;
const LONGEST = 100;

/** What was typed of somebody, as it stands in the form. */
type Typed = { readonly phone?: string; readonly identity?: string; readonly name?: string };
type EarlierKind = 'application' | 'hotline';
const PATHS = { application: '/applications', hotline: '/hotline' } as const;

export type EarlierCase = {
  readonly number: string;
  readonly day: PlainDate;
  readonly subject: string;
  readonly person: string;
  readonly summary: CaseSummary | null;
};
export type Earlier = {
  readonly kind: EarlierKind;
  /** By what they were found, in words. */
  readonly by: string;
  readonly cases: readonly EarlierCase[];
  readonly more: boolean;
};

/** By what was typed of the person. */
const LOOKED_UP: Reads = {
  what: 'searched',
  of: (_, fields) => ({
    what: 'searched',
    details: { page: EARLIER },
    texts: {
      words: ['phone', 'identity', 'name']
        .map((one) => textOf(fields, one))
        .join(' ')
        .trim(),
    },
  }),
};

export function earlierRoutes(site: Site, web: Web): void {
  // sent as a form, so that nobody's telephone stands in an address
  site.reading(LOOKED_UP).form(EARLIER, CLERKS, async (c, who, fields) => {
    const kind = textOf(fields, 'kind') === 'hotline' ? 'hotline' : 'application';
    const said = (of: keyof Typed): string => textOf(fields, of).slice(0, LONGEST);
    const typed = { phone: said('phone'), identity: said('identity'), name: said('name') };
    const earlier = await earlierCases(web, { office: who.office, kind, typed });
    c.header('cache-control', 'no-store');
    return c.html(<EarlierCases earlier={earlier} form={textOf(fields, 'form')} />);
  });
}

type Asked = { readonly office: string; readonly kind: EarlierKind; readonly typed: Typed };

/** By the surest that was typed: a number of identity, a telephone, a name; null where nothing says who it is. */
export async function earlierCases({ house }: Web, { office, kind, typed }: Asked): Promise<Earlier | null> {
  const sought = soughtBy(typed);
  if (sought === null) return null;
  await house.search.follow();
  const { items, next } = await casesOf(house, { office, kind, person: sought.person }, { limit: MOST });
  await house.catchUp();
  const cases = await Promise.all(
    items.map(async ({ number, day, subject, person }) => ({
      ...{ number, day, subject: maskedText('subject', subject ?? '') },
      person: maskedText('caller', person ?? ''),
      summary: await house.views.summary(office, kind, number),
    })),
  );
  return { kind, by: sought.by, cases, more: next !== null };
}

function soughtBy({ identity = '', phone: contact = '', name = '' }: Typed) {
  const [phone] = phonesIn(contact);
  if (identity.trim() !== '') return { by: '证件号码', person: { identity: identity.trim() } };
  if (phone !== undefined) return { by: '电话', person: { phone } };
  return [...name.trim()].length < SHORTEST_NAME ? null : { by: '姓名', person: { name: name.trim() } };
}

/** `form`: the id of the form that registers the next one. */
type Props = { readonly earlier: Earlier | null; readonly form: string };

/** Links open beside the form, so that what was typed stays. */
export const EarlierCases: FC<Props> = ({ earlier, form }) => {
  if (earlier === null) return null;
  const { kind, by, cases, more } = earlier;
  if (cases.length === 0) return <p class="soft">这个{by}以前没有记录。</p>;
  return (
    <>
      <p>
        <strong>
          这个{by}以前有 {cases.length}
          {more && '+'} 件
        </strong>
      </p>
      <CaseLines kind={kind} cases={cases} form={form} />
    </>
  );
};

type Lines = Pick<Earlier, 'kind' | 'cases'> & { readonly form: string };

/** `form` is '' where none stands beside them. */
export const CaseLines: FC<Lines> = ({ kind, cases, form }) => (
  <ul class="earlier">
    {cases.map((one) => (
      <li>
        <OneCase kind={kind} one={one} form={form} />
      </li>
    ))}
  </ul>
);

type One = { readonly kind: EarlierKind; readonly one: EarlierCase; readonly form: string };

const OneCase: FC<One> = ({ kind, one, form }) => {
  const { number, day, subject, person, summary } = one;
  const department = String(summary?.facts.department ?? '');
  const due = summary?.status === 'open' ? (summary.dueOn ?? '') : '';
  return (
    <>
      <p class="earlier-head">
        <a href={caseHref({ path: PATHS[kind] }, number)} target="_blank" rel="noopener">
          {number}
        </a>{' '}
        <time datetime={day}>{day}</time> {summary !== null && <StatusTag status={summary.status} />}
      </p>
      <p>{subject}</p>
      <p class="soft small">{[person, department, due && `期限 ${due}`].filter(Boolean).join(' · ')}</p>
      {kind === 'hotline' && summary?.status === 'open' && form !== '' && (
        <Again number={number} form={form} />
      )}
    </>
  );
};

/** Registers what was typed as another call about that case, and merges it there. */
const Again: FC<{ number: string; form: string }> = ({ number, form }) => (
  <button form={form} class="button button-secondary" type="submit" name="do" value={`again:${number}`}>
    追加、重复来电
  </button>
);

type PlaceProps = {
  readonly kind: EarlierKind;
  /** The names of the form's fields, by what they say of somebody. */
  readonly fields: { readonly [Of in keyof Typed]: string };
  readonly title: string;
  readonly form: string;
  readonly children?: Child;
};

/** Where a form shows them. `children`: those of what it came with. */
export const EarlierPlace: FC<PlaceProps> = ({ kind, fields, title, form, children }) => (
  <section class="panel earlier-place" aria-label={title}>
    <h2>{title}</h2>
    <div
      aria-live="polite"
      data-earlier={EARLIER}
      data-kind={kind}
      data-form={form}
      data-phone={fields.phone}
      data-identity={fields.identity}
      data-name={fields.name}
    >
      {children}
    </div>
  </section>
);
