/**
 * Several clients at work: what each has sent is on its way until the answer came, and is sent again under its key until
 * then. Each case is one client's at a time, so that no refusal is anybody's fault but the program's.
 */
import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Seeded } from '#functions/demo/seeded.ts';
import type { Application, Call, Model, Outcome } from './model.ts';

type Fields = Readonly<Record<string, unknown>>;
/** `taken`: what follows from it once it was acknowledged; `number`: of the case, where the client chose it. */
export type Op = {
  readonly key: string;
  readonly body: Fields;
  taken(answer: { readonly number: string; readonly version: number }): void;
};
export type Batch = { readonly body: string; taken(): void };
/** `behind`: what the answer says of itself, that it lags what was recorded. */
export type Answered = {
  readonly status: number;
  readonly text: string;
  readonly warning?: string;
  readonly behind?: string | null;
};

export type Office = {
  readonly model: Model;
  readonly years: readonly [number, number];
  readonly token: string;
  readonly secret: string;
  readonly found: (what: string) => void;
  /** Where the product answers; several while two instances run. */
  bases: readonly string[];
  /** Milliseconds by which the product's clock is wrong. */
  wrongBy: number;
};

const TYPES = ['naturalPerson', 'commercialEnterprise', 'legalServiceOrganisation'] as const;
const OUTCOMES: readonly Outcome[] = [
  'disclosed',
  'partiallyDisclosed',
  'unavailable.notHeld',
  'refused.internalAffairs',
];
const MEANS = { upheld68: 'upheld', revoked64: 'corrected', terminated41: 'other' } as const;
const LONGEST_MS = 60_000;

export class Clients {
  readonly office: Office;
  readonly #chance: Seeded;
  readonly #onTheirWay = new Map<string, Op>();
  readonly #batches = new Set<Batch>();
  /** Where the progress of a batch is told. */
  readonly #receipts: string[] = [];
  readonly #free: { applications: Application[]; calls: Call[]; answered: Application[] } = {
    applications: [],
    calls: [],
    answered: [],
  };
  readonly #kept: { key: string; body: Fields }[] = [];
  #count = 0;
  /** Answers by what they were, for the line that is printed. */
  readonly statuses = new Map<string, number>();
  /** Numbers that the receipt of a batch names as failed. */
  readonly told = new Set<string>();
  /** What was told while the store could do nothing: the reasons. */
  readonly reasons = new Set<string>();

  constructor(office: Office, chance: Seeded) {
    this.office = office;
    this.#chance = chance;
  }

  /** So many clients until `isOver`; what is in hand then stays on its way. */
  async work(many: number, isOver: () => boolean, feeds = false): Promise<void> {
    await Promise.all(Array.from({ length: many }, () => this.#client(isOver, feeds)));
  }

  async #client(isOver: () => boolean, feeds: boolean): Promise<void> {
    while (!isOver()) {
      if (feeds && this.#chance.chance(0.3)) await this.#sendBatch(isOver);
      else await this.#one(isOver);
      if (this.#chance.chance(0.15)) await this.#look();
      if (this.#chance.chance(0.06)) await this.#badly();
      await wait(this.#chance.int(0, 25));
    }
  }

  async #one(isOver: () => boolean): Promise<void> {
    const op = this.#next();
    this.#onTheirWay.set(op.key, op);
    // a double click
    if (this.#chance.chance(0.08)) void this.#until(op, () => true);
    await this.#until(op, isOver);
    if (this.#kept.length > 0 && this.#chance.chance(0.06)) await this.#again();
  }

  /** Sent under its key until somebody said that it is recorded, or until it is over. */
  async #until(op: Op, isOver: () => boolean): Promise<void> {
    do {
      const answer = await this.#post(op);
      if (answer === 'taken') return;
      if (answer === 'refused') {
        this.#onTheirWay.delete(op.key);
        return;
      }
      await wait(this.#chance.int(20, 200));
    } while (!isOver());
  }

  async #post({ key, body, taken }: Op): Promise<'taken' | 'refused' | 'later'> {
    const answer = await this.send('POST', '/api/v1/commands', { key, body: JSON.stringify(body) });
    if (answer === null) return 'later';
    const { status, text } = answer;
    if (status === 503) return 'later';
    if (status !== 200 && status !== 201) {
      this.office.found(`${key} ${String(body.command)}: ${status} ${text.slice(0, 300)}`);
      return 'refused';
    }
    const { case: number, version } = JSON.parse(text) as { case: string; version: number };
    const { acknowledged } = this.office.model;
    const before = acknowledged.get(key);
    if (before === undefined) {
      acknowledged.set(key, { number, version });
      this.#kept.push({ key, body });
      taken({ number, version });
    } else if (before.number !== number || before.version !== version)
      this.office.found(`${key}: at first ${before.number} ${before.version}, then ${number} ${version}`);
    this.#onTheirWay.delete(key);
    return 'taken';
  }

  /** An old key again: whatever happened meanwhile, it is the same entry. */
  async #again(): Promise<void> {
    const { key, body } = this.#chance.pick(this.#kept);
    await this.#post({ key, body, taken: () => this.office.found(`${key}: acknowledged, and not known`) });
  }

  #next(): Op {
    const { applications, calls, answered } = this.#free;
    const chance = this.#chance;
    const draw = chance.int(0, 99);
    if (draw < 22 && applications.length > 5) return this.#reply(take(applications, chance));
    if (draw < 26 && applications.length > 5) return this.#note(take(applications, chance));
    if (draw < 28 && applications.length > 5) return this.#attach(take(applications, chance));
    if (draw < 34 && answered.length > 5) return this.#correct(take(answered, chance));
    if (draw < 56 && calls.length > 5) return this.#close(take(calls, chance));
    if (draw < 70) return this.#call();
    if (draw < 76) return this.#appeal();
    return this.#register();
  }

  #op(body: Fields, taken: Op['taken']): Op {
    this.#count += 1;
    return { key: `f${this.#count}`, body, taken };
  }

  #register(): Op {
    const { chance, number } = { chance: this.#chance, number: `Q${this.#count + 1}` };
    const [year, type] = [chance.pick(this.office.years), chance.pick(TYPES)];
    const receivedOn = `${year}-${two(chance.int(1, 12))}-${two(chance.int(1, 28))}`;
    const isAutomatic = chance.chance(0.4);
    const body = {
      ...{ command: 'RegisterApplication', channel: 'inPerson', submittedOn: receivedOn, subject: '规划图' },
      ...(!isAutomatic && { case: number }),
      applicant: {
        type,
        name: '张三',
        contact: '13800000000',
        identity: `4403071990010112${two(this.#count % 90)}`,
      },
    };
    return this.#op(body, ({ number: given }) => {
      const { model } = this.office;
      if (model.cases.has(`application ${given}`))
        this.office.found(`the number ${given} was given out twice`);
      const one: Application = { kind: 'application', number: given, type, receivedOn, outcome: null };
      model.add(one);
      this.#free.applications.push(one);
    });
  }

  #reply(one: Application): Op {
    const on = laterThan(one.receivedOn, this.#chance.int(1, 40), this.office.years[1]);
    const result = this.#chance.pick(OUTCOMES);
    return this.#op({ command: 'Reply', case: one.number, on, outcome: result }, () => {
      one.outcome = { on, result };
      this.office.model.step(one);
      this.#free.answered.push(one);
    });
  }

  #correct(one: Application): Op {
    const before = one.outcome;
    const result = this.#chance.pick(OUTCOMES.filter((other) => other !== before?.result));
    const on = before?.on ?? one.receivedOn;
    const body = {
      command: 'CorrectOutcome',
      kind: 'application',
      case: one.number,
      on,
      outcome: result,
      reason: '看错',
    };
    return this.#op(body, () => {
      one.outcome = { on, result };
      this.office.model.step(one);
      this.#free.answered.push(one);
    });
  }

  #note(one: Application): Op {
    return this.#beside(one, { command: 'AddNote', text: `已联系 ${this.#count}` });
  }

  /** A file that `verify` holds against the log. */
  #attach(one: Application): Op {
    const content = Buffer.from(`说明 ${this.#count} `.repeat(this.#chance.int(1, 5000))).toString('base64');
    const name = `${this.#count}.txt`;
    return this.#beside(one, { command: 'AttachFile', paper: 'evidence', name, content });
  }

  #beside(one: Application, fields: Fields): Op {
    return this.#op({ kind: 'application', case: one.number, ...fields }, () => {
      this.office.model.step(one);
      this.#free.applications.push(one);
    });
  }

  #call(): Op {
    const chance = this.#chance;
    const [year, of12345] = [chance.pick(this.office.years), chance.chance(0.7)];
    const number = `H${this.#count + 1}`;
    const body = {
      ...{ command: 'RegisterHotlineCase', case: number, at: `${year}-03-02T08:00:00+08:00`, type: '投诉' },
      ...{ source: of12345 ? '12345热线' : '政府在线网民留言', caller: '王女士', description: '夜间施工' },
    };
    return this.#op(body, () => {
      const one: Call = { kind: 'hotline', number, year, of12345, closed: false };
      this.office.model.add(one);
      this.#free.calls.push(one);
    });
  }

  /** Accepted, answered, closed: a step a time. */
  #close(one: Call): Op {
    const steps = ['AcceptHotlineCase', 'ReplyToCaller', 'CloseHotlineCase'];
    const at = (this.office.model.cases.get(`hotline ${one.number}`)?.commits ?? 1) - 1;
    const body = { command: steps[at], case: one.number, at: `${one.year}-03-0${3 + at}T10:00:00+08:00` };
    return this.#op(body, () => {
      this.office.model.step(one);
      if (at < 2) this.#free.calls.push(one);
      else one.closed = true;
    });
  }

  /** Opened, and later ended by the same client: the way it ends stands in its number. */
  #appeal(): Op {
    const chance = this.#chance;
    const [year, number] = [chance.pick(this.office.years), `F${this.#count + 1}`];
    const body = {
      command: 'OpenAppeal',
      case: number,
      kind: 'review',
      on: `${year}-04-01`,
      otherAct: '未主动公开',
    };
    return this.#op(body, () => {
      const one = {
        kind: 'appeal' as const,
        number,
        year,
        ended: null as 'upheld' | 'corrected' | 'other' | null,
      };
      this.office.model.add(one);
      const means = chance.pick(['upheld68', 'revoked64', 'terminated41'] as const);
      const ends = this.#op({ command: 'ConcludeAppeal', case: number, on: `${year}-05-20`, means }, () => {
        one.ended = MEANS[means];
        this.office.model.step(one);
      });
      if (!chance.chance(0.7)) return;
      this.#onTheirWay.set(ends.key, ends);
      void this.#until(ends, () => true);
    });
  }

  /** What everybody may look at, whatever the store can do: there, or said to be out of reach; never a fault. */
  async #look(): Promise<void> {
    const path = this.#chance.pick([
      '/api/v1/worklist',
      '/api/v1/cases/application',
      `/api/v1/reports/${this.office.years[0]}`,
    ]);
    const answer = await this.send('GET', path);
    if (answer !== null && answer.status !== 200 && answer.status !== 503)
      this.office.found(`GET ${path}: ${answer.status} ${answer.text.slice(0, 200)}`);
  }

  /** What nobody should send: refused, and nothing is recorded of it. */
  async #badly(): Promise<void> {
    this.#count += 1;
    const key = `bad${this.#count}`;
    const bad = this.#chance.pick([
      '{"command":',
      '{"command":"Reply","case":"没有这件","on":"2025-01-02","outcome":"disclosed"}',
      '{"command":"RegisterApplication","channel":"inPerson","submittedOn":"2025-02-30","subject":"图"}',
      `{"command":"AddNote","kind":"application","case":"Q1","text":${JSON.stringify(String.fromCodePoint(0xfffe))}}`,
      `{"command":"${'深'.repeat(3000)}"}`,
      '[[[[[[]]]]]]',
    ]);
    const answer = await this.send('POST', '/api/v1/commands', { key, body: bad });
    if (answer !== null && answer.status !== 503 && (answer.status < 400 || answer.status > 499))
      this.office.found(`poison ${bad.slice(0, 60)}: ${answer.status} ${answer.text.slice(0, 200)}`);
  }

  /** Records of a platform: shuffled, some twice, some grown, some that nobody can read. */
  batch(many: number): Batch {
    const chance = this.#chance;
    const records: Fields[] = [];
    const follow: (() => void)[] = [];
    for (let at = 0; at < many; at += 1) {
      this.#count += 1;
      const year = chance.pick(this.office.years);
      if (chance.chance(0.06)) {
        const number = `坏${this.#count}`;
        records.push({ number, receivedAt: `${year}-02-31` });
        follow.push(() => this.office.model.poison.add(number));
        continue;
      }
      const number = `P${this.#count}`;
      const bare = {
        number,
        receivedAt: `${year}-05-1${this.#count % 10} 09:00`,
        type: '咨询',
        topic: '道路',
      };
      const closed = chance.chance(0.4);
      records.push(bare);
      if (closed) records.push({ ...bare, closedAt: `${year}-06-20 16:00`, satisfaction: '满意' });
      if (chance.chance(0.3)) records.push(bare);
      follow.push(() =>
        this.office.model.add({ kind: 'hotline', number, year, of12345: true, closed }, null),
      );
    }
    records.sort(() => chance.int(0, 1) - 0.5);
    return {
      body: JSON.stringify({ records }),
      taken: () => {
        for (const one of follow) one();
      },
    };
  }

  async #sendBatch(isOver: () => boolean): Promise<void> {
    const batch = this.batch(this.#chance.int(1, 30));
    this.#batches.add(batch);
    do {
      if (await this.#deliver(batch)) break;
      await wait(this.#chance.int(20, 300));
    } while (!isOver());
    // the same notice once more, as a platform sends it that did not hear the answer
    if (this.#chance.chance(0.4) && !this.#batches.has(batch)) await this.#deliver(batch);
  }

  async #deliver(batch: Batch): Promise<boolean> {
    const answer = await this.send('POST', '/api/v1/hotline/batches', { body: batch.body, isSigned: true });
    if (answer === null || answer.status === 503 || answer.status === 429) return false;
    if (answer.status !== 202) {
      this.office.found(`a batch: ${answer.status} ${answer.text.slice(0, 300)}`);
      return true;
    }
    const { href } = JSON.parse(answer.text) as { href: string };
    this.#receipts.push(new URL(href, 'http://here').pathname);
    if (this.#batches.delete(batch)) batch.taken();
    return true;
  }

  /** Null where no answer came. */
  async send(
    method: string,
    path: string,
    { key, body, isSigned = false }: { key?: string; body?: string; isSigned?: boolean } = {},
  ): Promise<Answered | null> {
    const { bases, token, secret, wrongBy } = this.office;
    // while nothing is there that answers
    const base = bases.length === 0 ? 'http://127.0.0.1:9' : this.#chance.pick(bases);
    const timestamp = String(Math.floor((Date.now() + wrongBy) / 1000));
    const signature = createHmac('sha256', secret)
      .update(`${timestamp}.${body ?? ''}`)
      .digest('hex');
    const headers = isSigned
      ? { 'x-timestamp': timestamp, 'x-signature': `sha256=${signature}`, 'x-feed': 'platform' }
      : { authorization: `Bearer ${token}`, ...(key !== undefined && { 'idempotency-key': key }) };
    try {
      const signal = AbortSignal.timeout(LONGEST_MS);
      const answer = await fetch(base + path, {
        method,
        headers,
        signal,
        ...(body !== undefined && { body }),
      });
      const text = await answer.text();
      this.#noted(method, path, { status: answer.status, text });
      return { status: answer.status, text, behind: answer.headers.get('taizhang-behind') };
    } catch (fault) {
      if (fault instanceof Error && fault.name === 'TimeoutError')
        this.office.found(`${method} ${path}: no answer in a minute`);
      this.#count0(`${method} none`);
      return null;
    }
  }

  #noted(method: string, path: string, { status, text }: Answered): void {
    this.#count0(`${method} ${status}`);
    if (status === 503) {
      const why = (JSON.parse(text) as { facts?: { why?: string } }).facts?.why;
      if (why === undefined && path !== '/readyz' && !text.includes('auditUnwritable'))
        this.office.found(`${method} ${path}: 503 without a reason ${text.slice(0, 200)}`);
      else if (why !== undefined) this.reasons.add(why);
    } else if (status >= 500) this.office.found(`${method} ${path}: ${status} ${text.slice(0, 300)}`);
  }

  #count0(what: string): void {
    this.statuses.set(what, (this.statuses.get(what) ?? 0) + 1);
  }

  /** After the fault: everything that was sent is said to be recorded, and every batch to be done. */
  async settled(): Promise<void> {
    const until = performance.now() + 120_000;
    while (this.#onTheirWay.size > 0 && performance.now() < until)
      await Promise.all(
        [...this.#onTheirWay.values()].map((op) => this.#until(op, () => performance.now() > until)),
      );
    for (const [key, { body }] of this.#onTheirWay)
      this.office.found(`${key} ${String(body.command)}: not to be had in two minutes`);
    this.#onTheirWay.clear();
    for (const batch of [...this.#batches]) await this.#deliver(batch);
    for (const batch of this.#batches) {
      this.office.found(`a batch is not taken although nothing is the matter: ${batch.body.slice(0, 80)}`);
      this.#batches.delete(batch);
    }
    // a message that was in the hands of a process that was killed comes again after a minute
    const latest = performance.now() + 150_000;
    for (const receipt of this.#receipts.splice(0)) await this.#done(receipt, latest);
  }

  async #done(receipt: string, until: number): Promise<void> {
    for (;;) {
      const answer = await this.send('GET', receipt);
      const { pending = null, failed = [] } = (answer?.status === 200 ? JSON.parse(answer.text) : {}) as {
        pending?: number;
        failed?: readonly { readonly number: string }[];
      };
      for (const { number } of failed) this.told.add(number);
      if (pending === 0) return;
      if (performance.now() > until)
        return this.office.found(`batch ${receipt}: ${answer?.status} ${pending} still pending`);
      await wait(200);
    }
  }
}

function take<T>(some: T[], chance: Seeded): T {
  const [one] = some.splice(chance.int(0, some.length - 1), 1);
  if (one === undefined) throw new RangeError('nothing to take');
  return one;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Never beyond the later year. */
function laterThan(day: string, days: number, lastYear: number): string {
  const later = new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  return later > `${lastYear}-12-31` ? `${lastYear}-12-31` : later;
}
