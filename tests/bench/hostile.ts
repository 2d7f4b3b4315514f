/**
 * `npm run bench:hostile`: the product as it is started, sent a hundred documents made to be dear, while another client
 * asks `/healthz` every few milliseconds. Prints how long that one waited; a machine with nothing else to do is assumed.
 */
import { join } from 'node:path';
import { type Hostile, hostileDocuments } from '../support/hostile-documents.ts';
import { pinging, started } from './beside.ts';
import { command, inScratch, judge, say } from './measuring.ts';

const COUNT = Number(process.env.BENCH_DOCUMENTS ?? 100);
const MOST_MS = 200;

class Browser {
  readonly #base: string;
  readonly #cookies = new Map<string, string>();

  constructor(base: string) {
    this.#base = base;
  }

  async send(
    path: string,
    body?: FormData | URLSearchParams,
  ): Promise<{ status: number; to: string; text: string }> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const init = body === undefined ? {} : { method: 'POST', body };
    const answer = await fetch(this.#base + path, { ...init, redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies.set(name, value);
    }
    return { status: answer.status, to: answer.headers.get('location') ?? '', text: await answer.text() };
  }

  async signIn(user: string, password: string): Promise<void> {
    const csrf = csrfIn((await this.send('/sign-in')).text);
    const { status } = await this.send('/sign-in', new URLSearchParams({ user, password, csrf }));
    if (status !== 303) throw new Error(`not let in: ${status}`);
  }

  async upload({ path, field, file, fields = {} }: Hostile): Promise<number> {
    const form = new FormData();
    form.set('csrf', csrfIn((await this.send(path)).text));
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set(field, file);
    const { status, to } = await this.send(path, form);
    if (to.startsWith('/imports/files/')) await this.send(to);
    return status;
  }
}

const csrfIn = (page: string): string => /name="csrf" value="([^"]*)"/.exec(page)?.[1] ?? '';

await inScratch(async (folder) => {
  const data = join(folder, 'data');
  const made: unknown = JSON.parse(
    (await command('user', 'add', 'bench', '--role', 'admin', '--data', data)).stdout,
  );
  const password =
    typeof made === 'object' && made !== null && 'password' in made ? String(made.password) : '';
  const { child, base } = await started(data);
  const { longest, end } = pinging(base);
  try {
    const browser = new Browser(base);
    await browser.signIn('bench', password);
    const documents = hostileDocuments(COUNT);
    for (const one of documents.slice(0, 15))
      await browser.upload({ ...one, file: new File(['x'], 'a.csv') });
    const waits: { what: string; ms: number; status: number }[] = [];
    for (const one of documents) {
      await longest();
      const status = await browser.upload(one);
      waits.push({ what: one.what, ms: await longest(), status });
    }
    for (const { what, ms, status } of waits.toSorted((a, b) => b.ms - a.ms).slice(0, 8))
      say(`${ms.toFixed(0)} ms beside ${what} (${status})`);
    judge('faults', [waits.filter(({ status }) => status >= 500).length, 0], 'atMost');
    judge(
      'the longest wait of another client, in ms',
      [Math.max(...waits.map(({ ms }) => ms)), MOST_MS],
      'atMost',
    );
  } finally {
    await end();
    child.kill();
  }
});
