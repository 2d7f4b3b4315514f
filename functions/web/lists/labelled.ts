/** The cases of one page with what they are about and whose they are, masked as every role sees it. */
import type { CaseKind } from '#shared/kernel/event.ts';
import { labelsOf } from '#shared/ledger/case-labels.ts';
import { maskedText } from '#shared/masking/mask-text.ts';
import type { House } from '#shared/store/house.ts';
import { keyOf } from '#shared/store/views.ts';
import { CLOSED_TEXTS } from '../wording/terms.ts';

/** Which case a row of a list is; the stream is looked up where the row does not have it. */
export type Named = { readonly kind: CaseKind; readonly number: string; readonly stream?: string };
/** '' where nobody said. */
type Label = { readonly subject: string; readonly person: string };
export type Labelled<Row> = { readonly row: Row; readonly label: Label };

const NO_LABEL: Label = { subject: '', person: '' };

export async function labelledRows<Row>(
  { log }: Pick<House, 'log'>,
  office: string,
  { rows, named }: { readonly rows: readonly Row[]; readonly named: (row: Row) => Named },
): Promise<readonly Labelled<Row>[]> {
  const keys = await Promise.all(
    rows.map(async (row) => {
      const { kind, number, stream } = named(row);
      const found = stream ?? (await log.streamOf(office, kind, number));
      return found === null ? null : { office, kind, stream: found };
    }),
  );
  const known = await labelsOf(
    log,
    keys.filter((key) => key !== null),
  );
  return rows.map((row, index) => {
    const key = keys[index];
    const label = key ? known.get(keyOf(key)) : undefined;
    return { row, label: label === undefined ? NO_LABEL : shown(label) };
  });
}

type Known = NonNullable<ReturnType<Awaited<ReturnType<typeof labelsOf>>['get']>>;

function shown({ subject, person, names, closed }: Known): Label {
  const unread = closed === null ? '' : `（${CLOSED_TEXTS[closed]}）`;
  return {
    subject: maskedText('subject', subject ?? '', { names }) || unread,
    person: maskedText('caller', person ?? ''),
  };
}
