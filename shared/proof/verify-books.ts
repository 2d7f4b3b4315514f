/** What stands beside the log, held against it: sealed texts, the keys of their cases, numbers, idempotency keys. */
import type { Commit } from '#shared/kernel/event.ts';
import { OtherMasterKey } from '#shared/store/key-wrapper.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { keyOf } from '#shared/store/views.ts';
import type { Certificates } from './certificates.ts';

/** `case` is the number; of what no commit stands behind, its own name. */
type BookFault = { readonly case: string; readonly version?: number; readonly what: string };
type BookFaults = {
  readonly seals: BookFault[];
  readonly numbers: BookFault[];
  readonly keys: BookFault[];
  readonly idempotencyKeys: BookFault[];
};

/** Questions under way at once, where the engine is far away. */
const SIDE_BY_SIDE = 32;

/** Told of every commit page by page; `end` adds what stands there with no commit behind it. */
export class Books {
  readonly faults: BookFaults = { seals: [], numbers: [], keys: [], idempotencyKeys: [] };
  readonly #log: EventLog;
  readonly #closed = new Set<string>();
  readonly #certificates: Certificates;

  constructor(log: EventLog, certificates: Certificates) {
    this.#log = log;
    this.#certificates = certificates;
  }

  async check(commits: readonly Commit[]): Promise<void> {
    for (let from = 0; from < commits.length; from += SIDE_BY_SIDE)
      await Promise.all(commits.slice(from, from + SIDE_BY_SIDE).map((commit) => this.#checkOne(commit)));
  }

  async end(): Promise<BookFaults> {
    const { seals, numbers, keys, idempotencyKeys } = this.faults;
    const stray = { seal: seals, number: numbers, dataKey: keys, key: idempotencyKeys };
    await this.#checkCertificates();
    for (const { what, name } of await this.#log.strays()) stray[what].push({ case: name, what: 'unknown' });
    return this.faults;
  }

  async #checkOne(commit: Commit): Promise<void> {
    const { office, kind, stream, number, version, key } = commit;
    const named = { case: number, version };
    if (version === 1 && (await this.#log.streamOf(office, kind, number)) !== stream)
      this.faults.numbers.push({ ...named, what: 'missing or another case’s' });
    if (key !== undefined) {
      const held = await this.#log.commitOfKey(office, key);
      if (held === null || keyOf(held) !== keyOf(commit) || held.version !== version)
        this.faults.idempotencyKeys.push({ ...named, what: 'missing or another commit’s' });
    }
    if (commit.seal !== undefined) await this.#checkSeal(commit);
  }

  /** A case whose key does not open is named once. That it is marked as destroyed is in order where an event says so. */
  async #checkSeal(commit: Commit): Promise<void> {
    const opened = await this.#log.openSeal(commit);
    const { number, version } = commit;
    if (opened === 'altered') this.faults.seals.push({ case: number, version, what: 'altered or missing' });
    if (opened !== 'unopenable' && opened !== 'erased') return;
    if (this.#closed.has(keyOf(commit))) return;
    this.#closed.add(keyOf(commit));
    if (opened === 'erased' && this.#certificates.has(keyOf(commit))) return;
    const what = opened === 'erased' ? 'destroyed without a record of it' : 'missing or not of this ledger';
    this.faults.keys.push({ case: number, what });
  }

  /** What an event says is destroyed and still opens. */
  async #checkCertificates(): Promise<void> {
    for (const { at, number, by } of this.#certificates.values()) {
      const key = await this.#log.keyFingerprint(at).catch(closedOnly);
      if (key !== null && key !== 'erased')
        this.faults.keys.push({ case: number, what: `to be destroyed by ${by} and still there` });
    }
  }
}

/** Named already, as a key that does not open. */
function closedOnly(fault: unknown): null {
  if (fault instanceof OtherMasterKey) return null;
  throw fault;
}
