/** The peer of pages: the same server with a handler that does nothing, in a process of its own. */
import { Hono } from 'hono';
import { serve } from '#functions/cli/serve.ts';
import type { Env } from '#functions/web/frame/web.ts';

const app = new Hono<Env>();
app.get('/', (c) => c.text(''));
const { address } = await serve(app, { port: 0, host: '127.0.0.1' });
process.stdout.write(`${address} \n`);
