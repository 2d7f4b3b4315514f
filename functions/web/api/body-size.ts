/** How much one request may send: the signed-in a whole file, a feed a batch, and anybody else no more than a form. */
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { LARGEST_BATCH } from '#shared/feeds/batches.ts';
import { tooLarge } from '../access/turned-away.tsx';
import type { Env } from '../frame/web.ts';
import { BATCHES } from './batches.ts';

/** A file of tens of thousands of rows, a report with its pictures. */
const LARGEST_FILE = 10 * 1024 * 1024;
/** Signing in sends a few hundred bytes. Whoever is not known must not make everybody else wait while more is read. */
const LARGEST_OF_STRANGERS = 64 * 1024;

/** After the visitor is known and before anything is read. */
export function limitBodies(): MiddlewareHandler<Env> {
  const upTo = (maxSize: number): MiddlewareHandler<Env> => bodyLimit({ maxSize, onError: tooLarge });
  const [known, feed, stranger] = [LARGEST_FILE, LARGEST_BATCH, LARGEST_OF_STRANGERS].map(upTo);
  return async (c, next) => {
    const unknown = c.req.path === BATCHES ? feed : stranger;
    return (c.var.principal === null ? unknown : known)?.(c, next);
  };
}
