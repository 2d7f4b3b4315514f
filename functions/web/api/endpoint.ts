/** An endpoint of the API: its schemas validate what comes in and describe it in the OpenAPI document, one source for both. */
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type * as z from 'zod';
import { repeatedKeys, writtenTwice } from '#shared/kernel/repeated-keys.ts';
import type { Role } from '#shared/store/accounts.ts';
import type { Reads } from '../access/reads.ts';
import { problem } from '../frame/answers.ts';
import type { Ctx, Principal } from '../frame/web.ts';

export const V1 = '/api/v1';

type Method = 'get' | 'post';
/** Parameters of path and query by name, as text or numbers read from text. */
type Parameters = z.ZodObject;
export type Reply = { readonly status: ContentfulStatusCode; readonly body: object };
export type Asked<P, B> = {
  readonly c: Ctx;
  readonly who: Principal;
  readonly parameters: P;
  readonly body: B;
  /** The caller's idempotency key, prefixed with the caller; '' for reads. */
  readonly key: string;
};

/** `parameters` of path and query; `body`: what is sent as JSON, or the text of a file of the first media type. */
type Example = {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The idempotency key, where the usual one is another command's. */
  readonly key?: string;
};

/** `path` as in OpenAPI: `/api/v1/cases/{kind}`. */
export type Endpoint = {
  readonly method: Method;
  readonly path: string;
  /** One sentence for those who connect a program: in Chinese, as they read the page of the API. */
  readonly summary: string;
  /** A call that works as it stands in an office with the cases it names. */
  readonly example: Example;
  /** What calling it is for the audit stream. */
  readonly reads: Reads;
  readonly roles: readonly Role[];
  /** What a token that is bounded must be good for, to write here; `asNamed`: the command that the body names. */
  readonly scope?: 'import' | 'AttachFile' | 'asNamed';
  /** Who asks, where it is not by token or session: by a signature, which needs no idempotency key. */
  readonly identify?: (c: Ctx) => Promise<Principal | Response>;
  readonly parameters?: Parameters;
  /** A JSON body by its schema, or the media types of a file. */
  readonly body?: z.ZodType | readonly string[];
  /** The shape of a JSON file, for the document. */
  readonly bodyShape?: z.ZodType;
  /** The media types of a file that is answered with. */
  readonly media?: readonly string[];
  /** The body of the answer, by status. */
  readonly answers: Readonly<Record<number, z.ZodType>>;
  /** A method, so that a handler may be typed by its own schemas. */
  handle(asked: Asked<unknown, unknown>): Promise<Reply | Response>;
};

type Typed<P extends Parameters, B> = Omit<Endpoint, 'parameters' | 'body' | 'handle'> & {
  readonly parameters?: P;
  readonly body?: z.ZodType<B> | readonly string[];
  readonly handle: (asked: Asked<z.output<P>, B>) => Promise<Reply | Response>;
};

/** Gives the handler the types of its schemas. */
export function endpoint<P extends Parameters, B = undefined>(typed: Typed<P, B>): Endpoint {
  return typed;
}

/** A key that stands twice in an object: which of its values was meant is not guessed. */
export function refusedTwice(c: Ctx, text: string, sent: unknown): Response | null {
  const [twice] = repeatedKeys(text, sent);
  return twice === undefined
    ? null
    : problem(c, { status: 400, code: 'badJson', title: writtenTwice(twice), field: twice });
}

export const ok = (body: object): Reply => ({ status: 200, body });
