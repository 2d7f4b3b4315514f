/** One ledger from its beginning: the product running on it, its clients, and the faults it meets one after another. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Seeded } from '#functions/demo/seeded.ts';
import { Browser } from '../bench/beside.ts';
import { Clients, type Office } from './clients.ts';
import { type LedgerDisk, ledgerDisk } from './ledger-disk.ts';
import { Model } from './model.ts';
import { Program, type Server } from './program.ts';

const PASSWORD = 'wrong-horse-battery';

export class Life {
  readonly disk: LedgerDisk;
  readonly program: Program;
  readonly chance: Seeded;
  readonly office: Office;
  readonly clients: Clients;
  readonly findings: string[] = [];
  server: Server | null = null;
  /** Versions of the later year's report as they were signed. */
  readonly signed: string[] = [];
  /** How many files there are; each has a name of its own. */
  #files = 0;
  #places = 0;

  private constructor(
    disk: LedgerDisk,
    chance: Seeded,
    made: { program: Program; token: string; secret: string },
  ) {
    this.disk = disk;
    this.chance = chance;
    this.program = made.program;
    const last = new Date().getUTCFullYear() - 1;
    this.office = {
      ...{ model: new Model(), years: [last - 1, last], bases: [], wrongBy: 0 },
      ...{ token: made.token, secret: made.secret, found: (what) => void this.findings.push(what) },
    };
    this.clients = new Clients(this.office, chance);
  }

  static async begin(chance: Seeded): Promise<Life> {
    const disk = ledgerDisk();
    const program = new Program(disk.data, disk.clock).kept();
    try {
      await program.done('office', 'rename', 'default', '--name', '某市数据局');
      const written = join(disk.beside, 'written.ndjson');
      writeFileSync(
        written,
        `${JSON.stringify({ command: 'WriteTemplate', section: 5, text: '目录更新不够及时。' })}\n`,
      );
      await program.done('import', 'commands', written);
      const { token } = JSON.parse(
        await program.done('token', 'create', '--role', 'admin', '--name', 'fire'),
      );
      const { secret } = JSON.parse(await program.done('feed', 'add', 'platform'));
      const password = join(disk.beside, 'password');
      writeFileSync(password, PASSWORD);
      await program.done('user', 'add', 'li', '--role', 'officer', '--password-file', password);
      const life = new Life(disk, chance, { program, token, secret });
      await life.start();
      return life;
    } catch (fault) {
      await program.end();
      disk.end();
      throw fault;
    }
  }

  async start(): Promise<Server> {
    this.server = await this.program.start();
    this.office.bases = [this.server.base];
    return this.server;
  }

  /** Told to stop, it finishes what it has in hand and ends with 0. */
  async stop(): Promise<void> {
    const { server } = this;
    this.server = null;
    this.office.bases = [];
    if (server === null) return;
    server.child.kill('SIGTERM');
    const { exit, stderr } = await server.ended;
    if (exit !== 0) this.findings.push(`stopped, it ended with ${exit}: ${stderr.slice(-300)}`);
  }

  async restart(): Promise<void> {
    if (this.server !== null) await this.stop();
    await this.start();
  }

  setClock(wrongBy: number): void {
    writeFileSync(this.disk.clock, String(wrongBy));
    this.office.wrongBy = wrongBy;
  }

  /** The health page: whether it is ready, and the word of what it warns of. */
  async health(): Promise<{ ready: boolean; why?: string; warning?: string; text: string }> {
    const answer = await this.clients.send('GET', '/readyz');
    if (answer === null) return { ready: false, text: 'no answer' };
    const { facts, warning } = JSON.parse(answer.text) as { facts?: { why?: string }; warning?: string };
    const { why } = facts ?? {};
    return {
      ready: answer.status === 200,
      text: answer.text,
      ...(why && { why }),
      ...(warning && { warning }),
    };
  }

  /** A page as a person at the counter sees it. */
  async page(path: string): Promise<string> {
    const browser = new Browser(this.server?.base ?? '');
    await browser.signIn('li', PASSWORD);
    return (await browser.send(path)).text;
  }

  /** A file of applications that is imported; its rows are the model's once it was said that all are recorded. */
  rows(many: number): { readonly file: string; readonly taken: () => void } {
    this.#files += 1;
    const { model, years } = this.office;
    const lines = ['number,receivedOn,applicantType,subject,outcome,decidedOn'];
    const taken: (() => void)[] = [];
    for (let at = 0; at < many; at += 1) {
      const number = `I${this.#files}-${at}`;
      const year = this.chance.pick(years);
      const receivedOn = `${year}-${String(1 + (at % 12)).padStart(2, '0')}-15`;
      const isOver = at % 3 !== 0;
      const on = `${receivedOn.slice(0, 8)}28`;
      lines.push(`${number},${receivedOn},naturalPerson,规划图,${isOver ? `disclosed,${on}` : ','}`);
      const outcome = isOver ? { on, result: 'disclosed' as const } : null;
      taken.push(() =>
        model.add({ kind: 'application', number, type: 'naturalPerson', receivedOn, outcome }, null),
      );
    }
    const file = join(this.disk.beside, `rows-${this.#files}.csv`);
    writeFileSync(file, `${lines.join('\n')}\n`);
    return {
      file,
      taken: () => {
        for (const one of taken) one();
      },
    };
  }

  /** A folder or a file beside, of a name that nothing has yet. */
  place(name: string, isFolder = false): string {
    this.#places += 1;
    const place = join(this.disk.beside, `${this.#places}-${name}`);
    if (isFolder) mkdirSync(place);
    return place;
  }

  async end(): Promise<void> {
    await this.program.end();
    this.disk.end();
  }
}
