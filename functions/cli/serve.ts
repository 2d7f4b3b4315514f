/** The web app behind a socket of this machine. */
import type { AddressInfo } from 'node:net';
import { serve as listen, type ServerType } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, Hono } from 'hono';
import type { Env } from '#functions/web/frame/web.ts';

export type Served = {
  /** Where a browser on this machine finds it. */
  readonly address: string;
  /** Resolves when the last request in hand is answered, or has had its time. */
  stop(): Promise<void>;
};

/** Longer than a proxy keeps a connection (60 s): of two ends that let go at once, one has just sent a request. */
const KEPT_MS = 75_000;
/** What is in hand is answered within this; a file that still comes in after it is sent again. */
const GRACE_MS = 30_000;
const LOOK_MS = 50;

type Where = { readonly port: number; readonly host: string; readonly graceMs?: number };

/** `port` 0 takes a free one. Rejects when the port is taken or may not be used. */
export function serve(app: Hono<Env>, { port, host, graceMs = GRACE_MS }: Where): Promise<Served> {
  return new Promise((resolve, reject) => {
    const serverOptions = { keepAliveTimeout: KEPT_MS };
    const options = { fetch: app.fetch, port, hostname: host, serverOptions };
    const server = listen(options, ({ port: taken }: AddressInfo) => {
      const name = ['127.0.0.1', '::1', '0.0.0.0', '::'].includes(host) ? 'localhost' : host;
      resolve({ address: `http://${name}:${taken}/`, stop: () => stopped(server, graceMs) });
    });
    server.once('error', reject);
  });
}

async function stopped(server: ServerType, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  if (!('closeIdleConnections' in server)) return closed;
  // one that was answered meanwhile is kept for the next request otherwise
  const looking = setInterval(() => server.closeIdleConnections(), LOOK_MS);
  const over = setTimeout(() => server.closeAllConnections(), graceMs);
  server.closeIdleConnections();
  await closed;
  clearInterval(looking);
  clearTimeout(over);
}

/** Where a request came from, as the socket says; a header could say anything. */
export function remoteAddress(c: Context): string {
  return getConnInfo(c).remote.address ?? '';
}

/** Where a request came from that a proxy of this machine passed on. */
export function addressBehindProxy(c: Context): string {
  return passedOnFrom(remoteAddress(c), c.req.header('x-forwarded-for'));
}

/** Whether a proxy of this machine passed a request on, whose word about our name is believed. */
export function isPassedOn(c: Context): boolean {
  return OF_THIS_MACHINE.test(remoteAddress(c));
}

const OF_THIS_MACHINE = /^(?:127\.|::1$|::ffff:127\.)/;

/** The last entry is the proxy's own; the caller may have written the others. Other machines are not trusted. */
export function passedOnFrom(socket: string, forwarded: string | undefined): string {
  const last = forwarded?.split(',').at(-1)?.trim() ?? '';
  return OF_THIS_MACHINE.test(socket) && last !== '' ? last : socket;
}
