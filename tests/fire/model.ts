/**
 * What was acknowledged, and what follows from it for the tables, by rules of its own: it knows nothing of the program.
 * Every case lies in one of two years that are over; applications are handed in in person, so that the day of receipt is
 * known.
 */

export type Outcome = 'disclosed' | 'partiallyDisclosed' | 'unavailable.notHeld' | 'refused.internalAffairs';
export type Application = {
  readonly kind: 'application';
  readonly number: string;
  readonly type: string;
  readonly receivedOn: string;
  outcome: { on: string; result: Outcome } | null;
};
export type Call = {
  readonly kind: 'hotline';
  readonly number: string;
  readonly year: number;
  readonly of12345: boolean;
  closed: boolean;
};
export type Appeal = {
  readonly kind: 'appeal';
  readonly number: string;
  readonly year: number;
  ended: 'upheld' | 'corrected' | 'other' | null;
};
export type Case = Application | Call | Appeal;
/** `commits`: how many the case must have, no more and no fewer; null where a file may have made one or two. */
export type Held = { readonly case: Case; commits: number | null };

/** By path, as a report names its cells. */
export type Figures = ReadonlyMap<string, number>;

export class Model {
  /** By kind and number. */
  readonly cases = new Map<string, Held>();
  /** By idempotency key: where it was recorded. */
  readonly acknowledged = new Map<string, { readonly number: string; readonly version: number }>();
  /** Numbers that no platform should have sent. */
  readonly poison = new Set<string>();

  add(one: Case, commits: number | null = 1): void {
    this.cases.set(`${one.kind} ${one.number}`, { case: one, commits });
  }

  step(one: Case): void {
    const held = this.cases.get(`${one.kind} ${one.number}`);
    if (held !== undefined && held.commits !== null) held.commits += 1;
  }

  figures(year: number): Figures {
    const figures = new Map<string, number>();
    const add = (cell: string, amount = 1): void => void figures.set(cell, (figures.get(cell) ?? 0) + amount);
    for (const { case: one } of this.cases.values()) {
      if (one.kind === 'application') ofApplication(one, year, add);
      else if (one.year === year && one.kind === 'hotline') ofCall(one, add);
      else if (one.kind === 'appeal' && one.year <= year) ofAppeal(one, year, add);
    }
    return figures;
  }
}

type Add = (cell: string, amount?: number) => void;

function ofApplication({ type, receivedOn, outcome }: Application, year: number, add: Add): void {
  const received = Number(receivedOn.slice(0, 4));
  const ended = outcome === null ? null : Number(outcome.on.slice(0, 4));
  if (received > year || (ended !== null && ended < year)) return;
  const both = (row: string): void => {
    add(`table3.${row}.${type}`);
    add(`table3.${row}.total`);
  };
  both(received === year ? 'newlyReceived' : 'carriedOver');
  if (ended !== year || outcome === null) both('carriedForward');
  else {
    both(outcome.result);
    both('concluded');
  }
}

function ofCall({ of12345, closed }: Call, add: Add): void {
  add('events.received');
  if (of12345) add('hotline.received');
  if (!closed) return;
  add('events.closed');
  if (of12345) add('hotline.closed');
}

/** One that has not ended is pending in each year until it has; those that end do so in the year they began in. */
function ofAppeal({ ended, year: began }: Appeal, year: number, add: Add): void {
  if (ended !== null && began !== year) return;
  add(`table4.review.${ended ?? 'pending'}`);
  add('table4.review.total');
}

/** The same cells of a report as the program writes it; a cell that is nowhere is zero. */
export function figuresIn(report: Readonly<Record<string, unknown>>): Figures {
  const figures = new Map<string, number>();
  for (const table of ['table3', 'table4']) {
    const { columns = [], rows = {} } = (report[table] ?? {}) as {
      readonly columns?: readonly string[];
      readonly rows?: Readonly<Record<string, readonly number[]>>;
    };
    for (const [row, cells] of Object.entries(rows))
      for (const [at, column] of columns.entries())
        if (cells[at] !== 0) figures.set(`${table}.${row}.${column}`, cells[at] ?? Number.NaN);
  }
  for (const part of ['events', 'hotline'])
    for (const what of ['received', 'closed']) {
      const value = ((report[part] ?? {}) as Readonly<Record<string, number>>)[what];
      if (value !== 0 && value !== undefined) figures.set(`${part}.${what}`, value);
    }
  return figures;
}

/** Where two do not say the same; at most a few of them, in words. */
export function differing(what: string, one: Figures, other: Figures): readonly string[] {
  const cells = [...new Set([...one.keys(), ...other.keys()])].sort();
  const found = cells.filter((cell) => (one.get(cell) ?? 0) !== (other.get(cell) ?? 0));
  return found.slice(0, 4).map((cell) => `${what}: ${cell} ${one.get(cell) ?? 0} ≠ ${other.get(cell) ?? 0}`);
}
