/** What could not be carried out and why, mended here and sent again. */
import type { DeadLetter } from '../../../shared/store/dead-letters.ts';
import { OFFICERS } from '../../accounts/permissions.ts';
import { isOf, sendAgain } from '../../dead-letters/send-again.ts';
import { notFound } from '../access/turned-away.tsx';
import { textOf } from '../form-fields.ts';
import type { FieldError } from '../look/form.tsx';
import type { Site } from '../site.ts';
import type { Ctx, Principal, Web } from '../web.ts';
import { letterPage, listPage } from './pages.tsx';
import { FAULT_WORDS, PATH } from './words.ts';

const PAGE = 50;

export function deadLetterRoutes(site: Site, web: Web): void {
  site.page(PATH, OFFICERS, async (c, { office }) => {
    const after = c.req.query('after') ?? null;
    const { items, next } = await web.house.deadLetters.list({ after, limit: PAGE });
    const letters = items.filter((letter) => isOf(letter, office));
    return listPage(c, { letters, next, isFirst: after === null, sent: c.req.query('sent') !== undefined });
  });
  site.page(`${PATH}/:id`, OFFICERS, async (c, who) => {
    const letter = await letterIn(c, web, who);
    if (letter === null) return notFound(c);
    return letterPage(c, { letter, form: { values: { body: shown(letter.body) }, errors: [] } });
  });
  site.form(`${PATH}/:id`, OFFICERS, async (c, who, fields) => {
    const letter = await letterIn(c, web, who);
    if (letter === null) return notFound(c);
    const body = textOf(fields, 'body');
    // what nobody has touched goes as it came, byte for byte
    const mended = body.replaceAll('\r\n', '\n') === shown(letter.body) ? {} : { body };
    const { user: by, office } = who;
    const fault = await sendAgain(web.house, { id: letter.id, by, office, ...mended });
    if (fault === null) return c.redirect(`${PATH}?sent=1`, 303);
    const errors: FieldError[] = [{ field: 'body', code: fault, message: FAULT_WORDS[fault] }];
    return letterPage(c, { letter, form: { values: { body }, errors } });
  });
}

async function letterIn(c: Ctx, web: Web, { office }: Principal): Promise<DeadLetter | null> {
  const letter = await web.house.deadLetters.get(c.req.param('id') ?? '');
  return letter !== null && isOf(letter, office) ? letter : null;
}

/** JSON is shown one field a line; anything else as it is. */
function shown(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
