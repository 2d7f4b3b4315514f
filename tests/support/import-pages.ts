/** An import as a person does it on the pages: a file chosen, how it is read settled, tried out or recorded. */
import { type Answer, unescaped, type Visitor } from './web-office.ts';

type Fields = Readonly<Record<string, string>>;

/** The page on which the file is prepared; or the one that turned it back. */
export async function sendFile(visitor: Visitor, file: File, fields: Fields = {}): Promise<Answer> {
  const sent = await visitor.upload('/imports', fields, { file });
  return sent.location === null
    ? sent
    : visitor.get(sent.location).then((page) => ({ ...page, location: sent.location }));
}

/** What stands in the fields of the form that is posted to `action`, as a browser would send it. */
export function filledFields(page: string, action: string): Record<string, string> {
  const forms = page.split('<form').slice(1);
  const own = forms.find((one) => one.includes(`action="${action}"`))?.split('</form>')[0] ?? '';
  const fields: Record<string, string> = {};
  for (const [input] of own.matchAll(/<input\b[^>]*>/g)) {
    const of = (name: string) => unescaped(new RegExp(`\\b${name}="([^"]*)"`).exec(input)?.[1] ?? '');
    const type = of('type');
    if (type === 'file' || ((type === 'radio' || type === 'checkbox') && !/\bchecked\b/.test(input)))
      continue;
    fields[of('name')] = of('value');
  }
  for (const [, name = '', options = ''] of own.matchAll(
    /<select\b[^>]*?\bname="([^"]+)"[^>]*>(.*?)<\/select>/gs,
  )) {
    const chosen =
      /<option value="([^"]*)"[^>]*\bselected\b/.exec(options) ?? /<option value="([^"]*)"/.exec(options);
    fields[name] = unescaped(chosen?.[1] ?? '');
  }
  return fields;
}

/** Sends the prepared form with what the person changes; the page that follows. */
export async function settle(visitor: Visitor, prepared: Answer, changed: Fields): Promise<Answer> {
  const path = prepared.location ?? '';
  const { text } = await visitor.get(path);
  const answer = await visitor.post(path, { ...filledFields(text, path), ...changed });
  if (answer.location === null) return answer;
  const page = await visitor.get(answer.location);
  return { ...page, location: answer.location };
}

/** From the file to what became of it, everything as it was guessed but for `changed`. */
export async function importByPage(visitor: Visitor, file: File, changed: Fields = {}): Promise<Answer> {
  const { kind = '', do: what = 'record', ...rest } = changed;
  const prepared = await sendFile(visitor, file, { kind });
  if (prepared.location === null) return prepared;
  return settle(visitor, prepared, { ...rest, do: what });
}
