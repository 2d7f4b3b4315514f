/**
 * How the rules of a kind of case are told in tests: `given(…).when(…).thenRefused('voided', '条例45')`. What is given
 * are commands, each lawful after the one before, or events as they were recorded once.
 */
import { expect } from 'vitest';
import { accept, type Decision, type Refusal, refuse, type Warning } from '#shared/kernel/decision.ts';
import type { DomainEvent, Recorded } from '#shared/kernel/event.ts';
import { instantOf } from '#shared/kernel/plain-date.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import type { WarningCode } from '#shared/kernel/warning-code.ts';

type Migration =
  | { readonly ok: true; readonly events: readonly DomainEvent[] }
  | { readonly ok: false; readonly field: string };

/** A kind's own functions; `migrate` where rows are imported into it. */
export interface Rules<State, Command, Row = never> {
  /** `history`: what was recorded so far. */
  decide(state: State | null, command: Command, history: readonly Recorded[]): Decision;
  evolve(state: State | null, recorded: Recorded): State | null;
  migrate?(state: State | null, row: Row): Migration;
}

const ACTOR = { user: 'li', role: 'officer', via: 'form' } as const;

class Told<State, Command extends object, Row = never> {
  /** Null while nothing is recorded. */
  readonly state: State | null;
  readonly #rules: Rules<State, Command, Row>;
  readonly #commits: readonly (readonly DomainEvent[])[];

  constructor(
    rules: Rules<State, Command, Row>,
    state: State | null,
    commits: readonly (readonly DomainEvent[])[],
  ) {
    this.#rules = rules;
    this.state = state;
    this.#commits = commits;
  }

  /** One commit for each. A command that is refused here is a mistake of the test. */
  and(...told: readonly (Command | DomainEvent)[]): Told<State, Command, Row> {
    return told.reduce<Told<State, Command, Row>>(
      (so, one) => so.recording(isEvent(one) ? [one] : so.#lawful(one)),
      this,
    );
  }

  when(command: Command): Judged<State, Command, Row> {
    return new Judged(this, this.#rules.decide(this.state, command, this.#history));
  }

  whenImported(row: Row): Judged<State, Command, Row> {
    const made = this.#rules.migrate?.(this.state, row);
    if (made === undefined) throw new Error('nothing is imported into this kind');
    return new Judged(this, made.ok ? accept(made.events) : refuse('conflict', '', { field: made.field }));
  }

  recording(events: readonly DomainEvent[]): Told<State, Command, Row> {
    if (events.length === 0) return this;
    const commits = [...this.#commits, events];
    const state = placed(events, commits.length).reduce<State | null>(
      (before, event) => this.#rules.evolve(before, event),
      this.state,
    );
    return new Told(this.#rules, state, commits);
  }

  get #history(): readonly Recorded[] {
    return this.#commits.flatMap((events, index) => placed(events, index + 1));
  }

  get events(): readonly DomainEvent[] {
    return this.#commits.flat();
  }

  get now(): State {
    if (this.state === null) throw new Error('no case');
    return this.state;
  }

  #lawful(command: Command): readonly DomainEvent[] {
    const decision = this.#rules.decide(this.state, command, this.#history);
    if (!decision.ok) throw new Error(`${JSON.stringify(command)}: ${decision.refusal.code}`);
    return decision.events;
  }
}

/** What the rules make of one command. */
class Judged<State, Command extends object, Row> {
  readonly #before: Told<State, Command, Row>;
  readonly #decision: Decision;

  constructor(before: Told<State, Command, Row>, decision: Decision) {
    this.#before = before;
    this.#decision = decision;
  }

  /** Of a command that may be refused, where a test draws it at random. */
  get refusal(): Refusal | null {
    return this.#decision.ok ? null : this.#decision.refusal;
  }

  get events(): readonly DomainEvent[] {
    return this.#decision.ok ? this.#decision.events : [];
  }

  get warnings(): readonly Warning[] {
    return this.#decision.ok ? this.#decision.warnings : [];
  }

  /** Each by its type or by what matters of it, in this order and no others; the case as it is then. */
  thenEvents(...expected: readonly (string | object)[]): Told<State, Command, Row> {
    const wanted = expected.map((one) => (typeof one === 'string' ? { type: one } : one));
    expect(this.#decision).toMatchObject({ ok: true, events: wanted });
    return this.thenLawful();
  }

  /** Lawful, and said already. */
  thenNothing(): Told<State, Command, Row> {
    return this.thenEvents();
  }

  /** `article` is left out where the test is not about the law. */
  thenRefused(code: RefusalCode, article?: string): void {
    expect(this.refusal).toMatchObject(article === undefined ? { code } : { code, article });
  }

  /** The row says other than the case in this cell. */
  thenConflict(field: string): void {
    expect(this.refusal).toMatchObject({ code: 'conflict', facts: { field } });
  }

  /** Recorded, and a person is told this; nothing where none is named. */
  thenWarned(...codes: readonly WarningCode[]): Told<State, Command, Row> {
    expect(this.#decision.ok && this.#decision.warnings.map(({ code }) => code)).toEqual(codes);
    return this.thenLawful();
  }

  /** Whatever it records; the case as it is then. */
  thenLawful(): Told<State, Command, Row> {
    expect(this.#decision).toMatchObject({ ok: true });
    return this.#before.recording(this.events);
  }
}

function placed(events: readonly DomainEvent[], version: number): readonly Recorded[] {
  return events.map((event, index) => {
    const place = { id: `${version}.${index + 1}`, version };
    return { ...event, ...place, recordedAt: instantOf(0), actor: ACTOR };
  });
}

function isEvent(one: object): one is DomainEvent {
  return 'v' in one && 'data' in one;
}

export function specificationOf<State, Command extends object, Row = never>(
  rules: Rules<State, Command, Row>,
): (...told: readonly (Command | DomainEvent)[]) => Told<State, Command, Row> {
  return (...told) => new Told(rules, null, []).and(...told);
}
