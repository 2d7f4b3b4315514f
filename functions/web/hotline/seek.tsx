/**
 * Who calls about an earlier call and has no number, nor the telephone it was made from: found beside the form by what
 * they remember, its words, its place, the day.
 */
import type { FC } from 'hono/jsx';
import { CLERKS } from '#shared/accounts/permissions.ts';
import { parsePlainDate } from '#shared/kernel/plain-date.ts';
import { maskedText } from '#shared/masking/mask-text.ts';
import { lookThrough, type Seen } from '#shared/search/look-through.ts';
import type { ListFilter } from '#shared/store/lists.ts';
import type { Reads } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { CaseLines, type EarlierCase } from '../cases/earlier-cases.tsx';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { type Choice, DateField, SelectField, TextField } from '../look/fields.tsx';
import { BLANK_FORM, Button, Form } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';
import { readDate } from '../look/typed-date.ts';

import { todayOf } from './calls.ts';
import { HOTLINE } from './pages.tsx';

const SEEK = `${HOTLINE}/seek`;
const FORM = 'seek';
const MOST = 6;
const LONGEST = 100;

type Sought = { readonly words: string; readonly place: string; readonly day: string };

const soughtIn = (fields: FormFields): Sought => {
  const said = (name: string): string => textOf(fields, name).trim().slice(0, LONGEST);
  return { words: said('words'), place: said('place'), day: said('day') };
};
const SEEKING: Reads = {
  what: 'searched',
  of: (_c, fields) => {
    const { words, place, day } = soughtIn(fields);
    return { what: 'searched', texts: { words: [words, place, day].join(' ').trim() } };
  },
};

export function seekRoutes(site: Site, web: Web): void {
  site.reading(SEEKING).form(SEEK, CLERKS, async (c, who, fields) => {
    const answer = <Found found={await seek(web, who, soughtIn(fields))} into={textOf(fields, 'form')} />;
    c.header('cache-control', 'no-store');
    return textOf(fields, 'form') === '' ? page(c, answer) : c.html(answer);
  });
}

type Answer =
  | { readonly fault: string }
  | { readonly cases: readonly EarlierCase[]; readonly looked: number; readonly ended: boolean };

/** Null where nothing was said to go by. */
async function seek(web: Web, { office }: Principal, sought: Sought): Promise<Answer | null> {
  const { words, place, day } = sought;
  if (`${words}${place}${day}` === '') return null;
  const on = parsePlainDate(readDate(day, todayOf(web)));
  if (day !== '' && on === null) return { fault: '日期写成 11.20、昨天或者 2026-11-20。' };
  const filter: ListFilter = {
    kind: 'hotline',
    ...(on !== null && { from: on, to: on }),
    ...(place !== '' && { keep: ({ facts }) => facts.subdistrict === place }),
  };
  const { house } = web;
  await house.catchUp();
  const { found, ...rest } = await lookThrough(house, { office, filter, query: words }, MOST);
  return { cases: found.map(shown), ...rest };
}

function shown({ summary, known }: Seen): EarlierCase {
  const { number, day, subject, person } = known;
  const [about, who] = [
    maskedText('description', subject ?? '', { names: known.names }),
    maskedText('caller', person ?? ''),
  ];
  return { number, day, subject: about, person: who, summary };
}

const Found: FC<{ found: Answer | null; into: string }> = ({ found, into }) => {
  if (found === null) return null;
  if ('fault' in found) return <p class="field-error">{found.fault}</p>;
  const { cases, looked, ended } = found;
  const rest = ended ? '' : `只看了最近的 ${looked} 件，更早的请加上日期或街道。`;
  if (cases.length === 0) return <p class="soft">没有这样的来电。{rest}</p>;
  return (
    <>
      <CaseLines kind="hotline" cases={cases} form={into} />
      {rest !== '' && <p class="soft">{rest}</p>}
    </>
  );
};

/** The words stand last: they are one step back from where a call begins. */
export const SeekForm: FC<{ c: Ctx; places: readonly Choice[]; into: string }> = ({ c, places, into }) => (
  <section class="panel seek" aria-label="找以前的来电">
    <Form c={c} id={FORM} action={SEEK} label="找以前的来电">
      <div class="seek-fields">
        <DateField form={BLANK_FORM} name="day" label="来电日期" />
        {places.length > 0 && (
          <SelectField form={BLANK_FORM} name="place" label="街道" choices={places} blank="全部" />
        )}
        <TextField form={BLANK_FORM} name="words" label="没有号码的：姓名、地址、内容" type="search" />
        <Button kind="secondary">查来电</Button>
      </div>
    </Form>
    <div
      aria-live="polite"
      data-earlier={SEEK}
      data-kind="hotline"
      data-form={FORM}
      data-into={into}
      data-fields="words place day"
    />
  </section>
);

function page(c: Ctx, answer: ReturnType<typeof Found>): Response | Promise<Response> {
  return renderPage(c, {
    title: '找以前的来电',
    section: 'hotline',
    body: (
      <>
        <p class="crumb">
          <a href={`${HOTLINE}/new`}>接一个电话</a>
        </p>
        <h1>找以前的来电</h1>
        <section class="panel" aria-label="找到的来电">
          {answer}
        </section>
      </>
    ),
  });
}
