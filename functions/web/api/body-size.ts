/** How much one request may send: a whole file if signed in, a batch for a feed, a form for anyone else. */
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { LARGEST_FILE_MB } from '#shared/attachments/keep-file.ts';
import { LARGEST_BATCH } from '#shared/feeds/batches.ts';
import { tooLarge } from '../access/turned-away.tsx';
import type { Env, Web } from '../frame/web.ts';
import { BATCHES } from './batches.ts';

const MEGABYTE = 1024 * 1024;
/** What is attached, a file of tens of thousands of rows, a report with its pictures; and the fields beside it. */
const AROUND = MEGABYTE;
/** Signing in sends a few hundred bytes; strangers must not make everyone wait while more is read. */
const LARGEST_OF_STRANGERS = 16 * 1024;
/** A session that ran out: what was typed meanwhile goes with the sign-in form. */
const LARGEST_OF_RETURNING = 64 * 1024;

/** Runs once the visitor is known and before the body is read. */
export function limitBodies({ config }: Pick<Web, 'config'>): MiddlewareHandler<Env> {
  const largest = Math.max(10, config.largestFileMb ?? LARGEST_FILE_MB) * MEGABYTE + AROUND;
  const upTo = (maxSize: number): MiddlewareHandler<Env> => bodyLimit({ maxSize, onError: tooLarge });
  const sizes = [largest, LARGEST_BATCH, LARGEST_OF_STRANGERS, LARGEST_OF_RETURNING];
  const [known, feed, stranger, returning] = sizes.map(upTo);
  return async (c, next) => {
    const someone = c.req.header('cookie') === undefined ? stranger : returning;
    const unknown = c.req.path === BATCHES ? feed : someone;
    return (c.var.principal === null ? unknown : known)?.(c, next);
  };
}
