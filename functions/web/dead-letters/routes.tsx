/** What could not be carried out and why, mended here and sent again. */

import { feedNames } from '#shared/accounts/feeds.ts';
import { OFFICERS, READERS_OF_FAILURES } from '#shared/accounts/permissions.ts';
import { isOf, layAside, sendAgain } from '#shared/feeds/send-again.ts';
import {
  type DeadLetter,
  type DeadLetters,
  LETTER_STATES,
  type LetterState,
} from '#shared/store/dead-letters.ts';
import type { Page, PageRequest } from '#shared/store/views.ts';
import { pageRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notAllowed, notFound } from '../access/turned-away.tsx';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import { textOfPart } from '../frame/path-part.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import type { FieldError } from '../look/form.tsx';
import { pageAsked } from '../look/pager.tsx';
import { letterFor } from './kept-back.ts';
import { letterPage } from './letter-page.tsx';
import { faultOf, isRecorded, messageIn, recordTyped } from './letter-record.ts';
import { listPage } from './list-page.tsx';
import { printed, shownLetter } from './shown-letter.ts';
import { addressOf, FAULT_WORDS, PATH } from './words.ts';

export function deadLetterRoutes(door: Site, web: Web): void {
  const site = door.reading(pageRead('failureRead'));
  site.page(PATH, READERS_OF_FAILURES, (c, who) => list(c, web, who));
  site.form(PATH, OFFICERS, (c, who, fields) => sendMany(c, web, { who, fields }));
  site.page(`${PATH}/:id`, READERS_OF_FAILURES, async (c, who) => {
    const letter = await letterIn(c, web, who);
    return letter === null ? notFound(c) : shownTo(c, web, { letter, who });
  });
  site.form(`${PATH}/:id`, OFFICERS, async (c, who, fields) => {
    const letter = await letterIn(c, web, who);
    if (letter === null) return notFound(c);
    const asked = { letter, who, fields };
    if (textOf(fields, 'do') === 'aside') return putAside(c, web, asked);
    // what was not shown is not mended; as it is, it is sent again from the list
    return (await letterFor(web.house, letter, who)) === letter ? send(c, web, asked) : notAllowed(c);
  });
}

async function shownTo(c: Ctx, { house }: Web, { letter, who }: Omit<Asked, 'fields'>): Promise<Response> {
  const seen = await letterFor(house, letter, who);
  const shown = await shownLetter(house, { letter: seen, who });
  return letterPage(c, seen === letter ? shown : { ...shown, mayMend: false, recorded: null });
}
async function list(c: Ctx, { house }: Web, who: Principal): Promise<Response> {
  const { office, role } = who;
  const asked = pageAsked(c);
  const state: LetterState = LETTER_STATES.find((one) => one === c.req.query('state')) ?? 'open';
  const { items, next } = await lettersFrom(house.deadLetters, { office, state }, asked);
  const letters: DeadLetter[] = [];
  for (const one of items) letters.push(await letterFor(house, one, who));
  const recorded = new Set<string>();
  for (const letter of state === 'sent' ? letters : []) {
    const message = messageIn(letter);
    if (message !== null && (await isRecorded(house, message))) recorded.add(letter.id);
  }
  const feeds = await feedNames(house.log, office);
  const waiting = await house.queue.depth('feed');
  return listPage(c, {
    state,
    letters,
    recorded,
    asked,
    next,
    feeds,
    waiting,
    done: doneIn(c),
    mayMend: OFFICERS.includes(role),
  });
}

/** Letters of others looked at for one page; past them the next page goes on. */
const LOOKED_AT = 5000;

type Wanted = { readonly office: string; readonly state: LetterState };

/** A page of the letters of one office: the list of all offices is read on until the page is full. */
export async function lettersFrom(
  deadLetters: DeadLetters,
  { office, state }: Wanted,
  { after = null, limit: most }: PageRequest,
): Promise<Page<DeadLetter>> {
  const items: DeadLetter[] = [];
  let place = after;
  for (let looked = 0; looked < LOOKED_AT; looked += most) {
    const limit = most - items.length;
    const page = await deadLetters.list({ after: place, limit, state });
    items.push(...page.items.filter((letter) => isOf(letter, office)));
    if (page.next === null || items.length === most) return { items, next: page.next };
    place = page.next;
  }
  return { items, next: place };
}

/** What the address says was just done. */
function doneIn(c: Ctx): string | null {
  if (c.req.query('aside') !== undefined) return '已记下理由，不再处理。';
  const sent = Number(c.req.query('sent') ?? Number.NaN);
  return Number.isInteger(sent) && sent >= 0
    ? `已重新发送 ${sent} 条。如仍不能处理，会再次出现在这里。`
    : null;
}

type Many = { readonly who: Principal; readonly fields: FormFields };

/** As they are; one that somebody else has sent meanwhile is passed over. */
async function sendMany(c: Ctx, { house }: Web, { who, fields }: Many): Promise<Response> {
  const named = fields[textOf(fields, 'do') === 'shown' ? 'shown' : 'id'] ?? [];
  const ids = (Array.isArray(named) ? named : [named]).filter((one) => typeof one === 'string');
  let sent = 0;
  for (const id of new Set(ids))
    if ((await sendAgain(house, { id, by: who.user, office: who.office })) === null) sent += 1;
  return c.redirect(`${PATH}?sent=${sent}`, 303);
}

type Asked = Many & { readonly letter: DeadLetter };

async function send(c: Ctx, web: Web, { letter, who, fields }: Asked): Promise<Response> {
  const { user: by, office } = who;
  const mended = await mendedBody(web, letter, fields);
  if ('errors' in mended) return again(c, web, { letter, who, fields, errors: mended.errors });
  const fault = await sendAgain(web.house, { id: letter.id, by, office, ...mended });
  if (fault === null) return c.redirect(`${PATH}?sent=1`, 303);
  // the second to send it is shown the letter as it is now
  if (fault === 'notOpen') return c.redirect(addressOf(letter), 303);
  const field = fields.body === undefined ? '' : 'body';
  const errors = [{ field, code: fault, message: FAULT_WORDS[fault] }];
  return again(c, web, { letter, who, fields, errors });
}

type Mended = { readonly body?: string } | { readonly errors: readonly FieldError[] };

/** An untouched body is sent as it came, byte for byte; a record that would fail again is not sent. */
async function mendedBody({ house }: Web, letter: DeadLetter, fields: FormFields): Promise<Mended> {
  const message = messageIn(letter);
  if (message === null && fields.body === undefined) return {};
  if (message === null || fields.body !== undefined) {
    const body = textOf(fields, 'body');
    return body.replaceAll('\r\n', '\n') === printed(letter.body) ? {} : { body };
  }
  const record = recordTyped(message.record, fields);
  const fault = await faultOf(house, { ...message, record });
  if (fault !== null) return { errors: [fault] };
  const same = JSON.stringify(record) === JSON.stringify(message.record);
  return same ? {} : { body: JSON.stringify({ ...message, record }) };
}

async function putAside(c: Ctx, web: Web, { letter, who, fields }: Asked): Promise<Response> {
  const reason = textOf(fields, 'why').slice(0, 500);
  const errors = [{ field: 'why', code: 'required', message: '请写明不再处理的理由' }];
  if (reason === '') return again(c, web, { letter, who, fields, errors });
  const { user: by, office } = who;
  const done = await layAside(web.house, { id: letter.id, by, office, reason });
  return c.redirect(done ? `${PATH}?aside=1` : addressOf(letter), 303);
}

type Again = Asked & { readonly errors: readonly FieldError[] };

async function again(c: Ctx, { house }: Web, { letter, who, fields, errors }: Again): Promise<Response> {
  const shown = await shownLetter(house, { letter, who });
  const typed = Object.keys(fields).map((name) => [name, textOf(fields, name)] as const);
  const values = { ...shown.form.values, ...Object.fromEntries(typed) };
  const raw = shown.raw || fields.body !== undefined;
  return letterPage(c, { ...shown, form: { values, errors }, raw, wrong: true });
}

async function letterIn(c: Ctx, web: Web, { office }: Principal): Promise<DeadLetter | null> {
  const letter = await web.house.deadLetters.get(textOfPart(c.req.param('id')));
  return letter !== null && isOf(letter, office) ? letter : null;
}
