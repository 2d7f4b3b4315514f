/**
 * Files that came before their form, by the hatch (ADR 70): the form names them, and its handler finds them among its
 * fields as if they had come with it.
 */
import { type FormFields, HANDED_IN, textOf } from '../frame/form-fields.ts';
import type { Ctx, HandedIn, Principal, Web } from '../frame/web.ts';

type By = { readonly web: Web; readonly who: Principal };
type About = {
  readonly user: string;
  readonly office: string;
  readonly name: string;
  readonly bytes: number;
};
type Sent = { readonly name: string; readonly bytes: Uint8Array };

/** Sealed, as everything that is looked at before it is recorded. */
export async function keepHandedIn({ web, who }: By, { name, bytes }: Sent): Promise<string> {
  const { uploads } = web.house;
  const id = await uploads.begin();
  const about: About = { user: who.user, office: who.office, name, bytes: bytes.length };
  await uploads.put(id, 'file', bytes);
  await uploads.put(id, 'about', Buffer.from(JSON.stringify(about)));
  return id;
}

/** What of it the address of a page names, for the page to show. */
export async function noteHandedIn(c: Ctx, by: By): Promise<void> {
  if (by.web.house.hatch !== undefined) await note(c, by, c.req.query());
}

async function note(c: Ctx, by: By, asked: Readonly<Record<string, unknown>>): Promise<readonly HandedIn[]> {
  const names = Object.keys(asked).filter((name) => name.startsWith(HANDED_IN));
  const found = names.map((name) => handedIn(by, name.slice(HANDED_IN.length), String(asked[name])));
  const files = (await Promise.all(found)).filter((one) => one !== null);
  c.set('handedIn', files);
  return files;
}

/** Null for what is not there any more, and for another's. */
async function handedIn({ web, who }: By, field: string, id: string): Promise<HandedIn | null> {
  const about = await web.house.uploads.get(id, 'about');
  if (about === null) return null;
  const { user, office, name, bytes }: About = JSON.parse(Buffer.from(about).toString());
  return user === who.user && office === who.office ? { field, id, name, bytes } : null;
}

/** The fields with those files in their places. */
export async function withHandedIn(c: Ctx, by: By, fields: FormFields): Promise<FormFields> {
  const named = Object.keys(fields).filter((name) => name.startsWith(HANDED_IN));
  if (by.web.house.hatch === undefined) return fields;
  const files = await note(c, by, Object.fromEntries(named.map((name) => [name, textOf(fields, name)])));
  const read = files.map(async ({ field, id, name }) => {
    const bytes = await by.web.house.uploads.get(id, 'file');
    return [field, new File(bytes === null ? [] : [new Uint8Array(bytes)], name)] as const;
  });
  return { ...fields, ...Object.fromEntries(await Promise.all(read)) };
}

/** Once the form went through. */
export async function dropHandedIn(c: Ctx, { web }: By): Promise<void> {
  for (const { id } of c.var.handedIn ?? []) await web.house.uploads.drop(id);
}
