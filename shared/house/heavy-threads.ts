/** A few threads for heavy work: each piece to its deadline, each account to its quota, the rest in a line. */
import { type AskedThread, askedThread, threadFile } from '#shared/store/sqlite/asked-thread.ts';
import type { Answer, Asked, HeavyName, HeavyWork } from './heavy-work.ts';
import { TooMuchWork } from './too-much-work.ts';

export type Limits = {
  readonly threads: number;
  /** From its turn on. */
  readonly deadlineMs: number;
  /** Going on and waiting, of one account. */
  readonly ofAccount: number;
  readonly megabytes: number;
};
const LIMITS: Limits = { threads: 2, deadlineMs: 15_000, ofAccount: 2, megabytes: 768 };
/** Longer than it takes to read a page and send the next file; a thread that nobody needs holds memory. */
const IDLE_MS = 60_000;

export function heavyThreads(limits: Limits = LIMITS): HeavyWork {
  return new HeavyThreads(limits);
}

class HeavyThreads implements HeavyWork {
  readonly #limits: Limits;
  readonly #idle: AskedThread[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #byAccount = new Map<string, number>();
  #busy = 0;
  #sweep: NodeJS.Timeout | undefined;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  async run<Name extends HeavyName>(asked: Asked<Name>): Promise<Answer<Name>> {
    const { by, name, of } = asked;
    const own = this.#byAccount.get(by) ?? 0;
    if (own >= this.#limits.ofAccount) throw new TooMuchWork('quota');
    this.#byAccount.set(by, own + 1);
    try {
      await this.#turn();
      return await this.#timed({ name, of });
    } finally {
      const left = (this.#byAccount.get(by) ?? 1) - 1;
      if (left === 0) this.#byAccount.delete(by);
      else this.#byAccount.set(by, left);
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#sweep);
    await Promise.all(this.#idle.splice(0).map((thread) => thread.end()));
  }

  async #turn(): Promise<void> {
    if (this.#busy >= this.#limits.threads)
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    else this.#busy += 1;
  }

  /** A turn that is over is the next one's. */
  #over(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#busy -= 1;
    else next();
  }

  async #timed(question: Pick<Asked, 'name' | 'of'>): Promise<never> {
    const thread = this.#idle.pop() ?? this.#begun();
    let isLate = false;
    const deadline = setTimeout(() => {
      isLate = true;
      void thread.end();
    }, this.#limits.deadlineMs);
    try {
      const answer = await thread.ask(question);
      this.#keep(thread);
      return answer as never;
    } catch (fault) {
      await thread.end();
      throw isLate || isOutOfMemory(fault) ? new TooMuchWork('deadline') : fault;
    } finally {
      clearTimeout(deadline);
      this.#over();
    }
  }

  #begun(): AskedThread {
    return askedThread(threadFile('heavy-thread', import.meta), null, {
      maxOldGenerationSizeMb: this.#limits.megabytes,
    });
  }

  #keep(thread: AskedThread): void {
    this.#idle.push(thread);
    clearTimeout(this.#sweep);
    this.#sweep = setTimeout(() => void this.close(), IDLE_MS);
    this.#sweep.unref();
  }
}

const isOutOfMemory = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && fault.code === 'ERR_WORKER_OUT_OF_MEMORY';
