/** The first event of an entry, from a live command or an import row alike. */
import type { DecisionKind, DocumentKind, Medium } from '#shared/glossary/choices.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { DEFAULT_POLICIES, type Policies } from '#shared/kernel/policies.ts';
import type { RegisteringEvent, RegisterKind } from './events.ts';

type Blank<T> = T | undefined;
type PublicationRow = {
  readonly number: string;
  readonly publishedOn: PlainDate;
  readonly medium: Medium;
  readonly column?: Blank<string>;
  readonly title?: Blank<string>;
  readonly url?: Blank<string>;
};
type DocumentRow = {
  readonly number: string;
  readonly kind: DocumentKind;
  readonly issuedOn: PlainDate;
  readonly title?: Blank<string>;
  readonly repealedOn?: Blank<PlainDate>;
};
type DecisionRow = {
  readonly number: string;
  readonly kind: DecisionKind;
  readonly decidedOn: PlainDate;
  readonly count?: Blank<number>;
  readonly refused?: Blank<number>;
};
type FeeRow = {
  readonly number: string;
  readonly receivedOn: PlainDate;
  /** Yuan. */
  readonly amount: number;
  readonly item?: Blank<string>;
};
type FigureRow = {
  readonly number: string;
  readonly recordedOn: PlainDate;
  readonly name: string;
  readonly count: number;
  readonly unit: string;
  readonly source?: Blank<string>;
};
/** A row with the keys of the contract, its cells already read and checked for form; a blank cell is absent. */
export type RegisterRow =
  | { readonly entry: Extract<RegisterKind, 'publication'>; readonly row: PublicationRow }
  | { readonly entry: Extract<RegisterKind, 'document'>; readonly row: DocumentRow }
  | { readonly entry: Extract<RegisterKind, 'decision'>; readonly row: DecisionRow }
  | { readonly entry: Extract<RegisterKind, 'fee'>; readonly row: FeeRow }
  | { readonly entry: Extract<RegisterKind, 'figure'>; readonly row: FigureRow };

export function fenOf(yuan: number): number {
  return Math.round(yuan * 100);
}

/** Whether an amount of yuan has at most two decimals. */
export function isWholeFen(yuan: number): boolean {
  return Number.isSafeInteger(fenOf(yuan)) && Math.abs(yuan * 100 - fenOf(yuan)) < 1e-4;
}

/** The column that holds the date of an entry. */
export const DATE_FIELD: Readonly<Record<RegisterKind, string>> = {
  publication: 'publishedOn',
  document: 'issuedOn',
  decision: 'decidedOn',
  fee: 'receivedOn',
  figure: 'recordedOn',
};

export const INFORMATION_PROCESSING = 'informationProcessing';

/** The one item the law of disclosure knows goes by its key, however it was written (条例42). */
export function itemOf(item: string | undefined): string | undefined {
  return item?.trim() === '信息处理费' ? INFORMATION_PROCESSING : item || undefined;
}

/** Refusals are of licences alone, and no more than there are decisions. */
export function isRefusedPossible({ entry, row }: RegisterRow): boolean {
  if (entry !== 'decision' || row.refused === undefined) return true;
  return row.kind === 'licence' && row.refused <= (row.count ?? 1);
}

export function registering(
  { entry, row }: RegisterRow,
  migrated: boolean,
  policies: Policies = DEFAULT_POLICIES,
): RegisteringEvent {
  if (entry === 'decision') return decided(row, migrated, policies);
  const { number } = row;
  switch (entry) {
    case 'publication': {
      const data = {
        number,
        medium: row.medium,
        column: row.column || null,
        url: row.url || null,
        sealed: given('title', row.title),
        migrated,
      };
      return { type: 'Published', v: 1, on: row.publishedOn, data, ...sealed('title', row.title) };
    }
    case 'document': {
      const data = { number, kind: row.kind, sealed: given('title', row.title), migrated };
      return { type: 'DocumentIssued', v: 1, on: row.issuedOn, data, ...sealed('title', row.title) };
    }
    case 'fee': {
      const data = { number, fen: fenOf(row.amount), item: itemOf(row.item) ?? null, migrated };
      return { type: 'FeeRecorded', v: 1, on: row.receivedOn, data };
    }
    case 'figure': {
      const data = {
        number,
        name: row.name,
        count: row.count,
        unit: row.unit,
        sealed: given('source', row.source),
        migrated,
      };
      return { type: 'FigureRecorded', v: 1, on: row.recordedOn, data, ...sealed('source', row.source) };
    }
  }
}

/** A number that nobody said stands for the one decision an entry mostly is. */
function decided(
  { number, kind, count, refused, decidedOn }: DecisionRow,
  migrated: boolean,
  { licenceRefusals: refusals }: Policies,
): RegisteringEvent {
  const assumed = count === undefined ? { countAssumed: true as const } : {};
  const data = {
    ...{ number, kind, count: count ?? 1, migrated, ...assumed },
    ...(refused !== undefined && { refused }),
    ...(kind === 'licence' && refusals === 'notCounted' && { refusals }),
  };
  return { type: 'DecisionRecorded', v: 1, on: decidedOn, data };
}

function sealed(name: string, text: string | undefined): { texts?: Record<string, string> } {
  return text ? { texts: { [name]: text } } : {};
}

function given(name: string, text: string | undefined): readonly string[] {
  return text ? [name] : [];
}
