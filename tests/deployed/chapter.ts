/**
 * A chapter of the office's year: what people and programs do, through the door and by the commands, and nothing else.
 * Whoever gives a function a right adds to a chapter what uses it, or writes one and puts it into `life.ts`.
 */
import { randomUUID } from 'node:crypto';
import { Visitor } from '../support/web-office.ts';
import type { Deployment } from './deployment.ts';

export type Office = {
  readonly house: Deployment;
  /** A browser of somebody who has come in already; throws where nobody of this name has. */
  as(user: string): Visitor;
  browser(): Visitor;
  /** After a night nobody is signed in any more. */
  comeBack(...users: readonly string[]): Promise<void>;
  /** By the program's token: the answer's status and body. */
  api(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
  ): Promise<{ readonly status: number; readonly json: Json }>;
  /** Records a file of rows by the program's token; what came of it, also where it was carried out by others. */
  imports(path: string, rows: string): Promise<Json>;
  /** The bytes of an address, as a browser of this person gets them. */
  bytes(user: string, path: string): Promise<Buffer>;
  /** A figure of the annual report as the API states it. */
  cell(year: number, read: (report: Json) => unknown): Promise<unknown>;
  readonly people: Map<string, Visitor>;
  token: string;
  feedSecret: string;
};
export type Json = { readonly [name: string]: unknown };
/** Everybody's own, after the first sign-in. */
export const PASSWORD = '每天八点半开门的窗口';
export type Chapter = { readonly title: string; readonly happens: (office: Office) => Promise<void> };

export function officeIn(house: Deployment): Office {
  const people = new Map<string, Visitor>();
  const at = (path: string): string => house.door.address + path;
  const app = {
    request: (path: string, init: RequestInit) => fetch(at(path), { ...init, redirect: 'manual' }),
  };
  const office: Office = {
    ...{ house, people, token: '', feedSecret: '' },
    as: (user) => {
      const one = people.get(user);
      if (one === undefined) throw new Error(`${user} has not come in`);
      return one;
    },
    browser: () => new Visitor(app),
    comeBack: async (...users) => {
      for (const user of users) {
        const browser = new Visitor(app);
        const { status } = await browser.signIn(user, PASSWORD);
        if (status !== 303) throw new Error(`${user} is not let in: ${status}`);
        people.set(user, browser);
      }
    },
    api: async (method, path, body) => {
      const response = await fetch(at(`/api/v1${path}`), {
        method,
        headers: {
          authorization: `Bearer ${office.token}`,
          'content-type': typeof body === 'string' ? 'application/x-ndjson' : 'application/json',
          'idempotency-key': randomUUID(),
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      return { status: response.status, json: (await response.json()) as Json };
    },
    imports: async (path, rows) => {
      const { status, json } = await office.api('POST', `/imports/${path}`, rows);
      if (status !== 202) return { status, ...json };
      await house.settle();
      const { id } = json.job as { id: string };
      const { result, refusal } = (await office.api('GET', `/jobs/${id}`)).json;
      return { status: refusal === undefined ? 200 : 422, ...((result ?? refusal) as Json) };
    },
    bytes: async (user, path) => {
      const response = await fetch(at(path), { headers: { cookie: office.as(user).cookie() } });
      if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
      return Buffer.from(await response.arrayBuffer());
    },
    cell: async (year, read) => read((await office.api('GET', `/reports/${year}`)).json),
  };
  return office;
}
