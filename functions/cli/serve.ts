/** The web app behind a socket of this machine. */
import type { AddressInfo } from 'node:net';
import { serve as listen } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, Hono } from 'hono';
import type { Env } from '#functions/web/frame/web.ts';

export type Served = {
  /** Where a browser on this machine finds it. */
  readonly address: string;
  /** Resolves when the last request in hand is answered. */
  stop(): Promise<void>;
};

/** `port` 0 takes a free one. Rejects when the port is taken or may not be used. */
export function serve(app: Hono<Env>, { port, host }: { port: number; host: string }): Promise<Served> {
  return new Promise((resolve, reject) => {
    const server = listen({ fetch: app.fetch, port, hostname: host }, ({ port: taken }: AddressInfo) => {
      const name = ['127.0.0.1', '::1', '0.0.0.0', '::'].includes(host) ? 'localhost' : host;
      const stop = (): Promise<void> =>
        new Promise((stopped) => {
          server.close(() => stopped());
          if ('closeIdleConnections' in server) server.closeIdleConnections();
        });
      resolve({ address: `http://${name}:${taken}/`, stop });
    });
    server.once('error', reject);
  });
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
