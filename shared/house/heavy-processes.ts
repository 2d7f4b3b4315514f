/** A few processes for heavy work: each piece to its deadline, each account to its quota, the rest in a line. */
import { type AskedThread, threadFile } from '#shared/store/sqlite/asked-thread.ts';
import { askedProcess, TooMuchWork } from './asked-process.ts';
import type { Answer, Asked, HeavyName, HeavyWork } from './heavy-work.ts';

export type Limits = {
  readonly atOnce: number;
  /** From its turn on. */
  readonly deadlineMs: number;
  /** Going on and waiting, of one account. */
  readonly ofAccount: number;
  readonly megabytes: number;
};
const LIMITS: Limits = { atOnce: 2, deadlineMs: 15_000, ofAccount: 2, megabytes: 768 };
/** Longer than it takes to read a page and send the next file; a process that nobody needs holds memory. */
const IDLE_MS = 60_000;

export function heavyProcesses(limits: Limits = LIMITS): HeavyWork {
  return new HeavyProcesses(limits);
}

class HeavyProcesses implements HeavyWork {
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
    await Promise.all(this.#idle.splice(0).map((child) => child.end()));
  }

  async #turn(): Promise<void> {
    if (this.#busy >= this.#limits.atOnce)
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
    const child = this.#idle.pop() ?? this.#begun();
    // a server that stops does not wait for what nobody waits for
    const deadline = setTimeout(() => void child.end(), this.#limits.deadlineMs).unref();
    try {
      const answer = await child.ask(question);
      this.#keep(child);
      return answer as never;
    } catch (fault) {
      await child.end();
      throw fault;
    } finally {
      clearTimeout(deadline);
      this.#over();
    }
  }

  #begun(): AskedThread {
    return askedProcess(threadFile('heavy-process', import.meta), this.#limits.megabytes);
  }

  #keep(child: AskedThread): void {
    this.#idle.push(child);
    clearTimeout(this.#sweep);
    this.#sweep = setTimeout(() => void this.close(), IDLE_MS);
    this.#sweep.unref();
  }
}
