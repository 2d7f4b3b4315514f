/** One person at the pages, on one connection, with the cookies and the form in hand; and how long each answer took. */
import { Agent, request } from 'node:http';

export type Ask = {
  /** What it is called where times are told. */
  readonly what: string;
  readonly path: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: object;
  readonly headers?: Readonly<Record<string, string>>;
};
export type Answer = { readonly status: number; readonly to: string; readonly text: string };

export class Clerk {
  readonly #base: URL;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #cookies = new Map<string, string>();

  constructor(base: string) {
    this.#base = new URL(base);
  }

  /** Rejects where no answer comes. */
  async ask({ path, form, json, headers = {} }: Ask): Promise<Answer> {
    const body = form === undefined ? json && JSON.stringify(json) : String(new URLSearchParams(form));
    const type = form === undefined ? 'application/json' : 'application/x-www-form-urlencoded';
    const sent = {
      ...headers,
      cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(body !== undefined && { 'content-type': type, 'content-length': String(Buffer.byteLength(body)) }),
    };
    const method = body === undefined ? 'GET' : 'POST';
    const { hostname, port } = this.#base;
    return new Promise((resolve, reject) => {
      const asking = request(
        { agent: this.#agent, hostname, port, path, method, headers: sent },
        (answer) => {
          for (const line of answer.headers['set-cookie'] ?? []) this.#keep(line);
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () => {
            const to = answer.headers.location ?? '';
            resolve({ status: answer.statusCode ?? 0, to, text: Buffer.concat(chunks).toString('utf8') });
          });
        },
      );
      asking.on('error', reject);
      asking.end(body);
    });
  }

  /** As a browser asks: where the answer says that it is somewhere else, there. */
  async look(ask: Ask): Promise<Answer> {
    const answer = await this.ask(ask);
    const isElsewhere = [302, 303].includes(answer.status) && answer.to.startsWith('/');
    return isElsewhere ? this.ask({ ...ask, path: answer.to }) : answer;
  }

  async signIn(user: string, password: string): Promise<void> {
    const { text } = await this.ask({ what: 'sign-in', path: '/sign-in' });
    const form = { user, password, csrf: fieldIn(text, 'csrf') };
    const { status } = await this.ask({ what: 'sign-in', path: '/sign-in', form });
    if (status !== 303) throw new Error(`${user} was not let in: ${status}`);
  }

  leave(): void {
    this.#agent.destroy();
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '' || /max-age=0/i.test(line)) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

/** What a field of a form holds when it is opened. */
export function fieldIn(page: string, name: string): string {
  return new RegExp(`name="${name}"[^>]*? value="([^"]*)"`).exec(page)?.[1] ?? '';
}
