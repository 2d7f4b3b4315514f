/** How a field of an event is shown: its label and its value in words. Null: bookkeeping, or shown elsewhere. */
import { SERVICE_WAY_LABELS } from '#shared/glossary/choices.ts';
import type { DomainEvent } from '#shared/kernel/event.ts';
import type { Instant, PlainDate } from '#shared/kernel/plain-date.ts';
import type { PaperServed } from '#shared/service/service.ts';

/** What a field's words may depend on: the other fields, and the names of the case's events. */
export type Around = {
  readonly data: Readonly<Record<string, unknown>>;
  /** `作出答复（2026-09-18）` for the event of that id. */
  readonly eventNamed: (id: string) => string;
};
export type Word<Value> = {
  readonly label: string;
  /** '' leaves the line out. */
  readonly text: (value: NonNullable<Value>, around: Around) => string;
} | null;

type DataOf<Event extends DomainEvent, Type extends string> = Extract<Event, { type: Type }>['data'];
/** Words for every field of every event: a field without them does not compile. */
export type WordsOf<Event extends DomainEvent> = {
  readonly [Type in Event['type']]: {
    readonly [Field in keyof DataOf<Event, Type>]-?: Word<DataOf<Event, Type>[Field]>;
  };
};

export const text = (label: string): Word<string> => ({ label, text: (value) => value });
export const date = (label: string): Word<PlainDate> => ({ label, text: (value) => value });
export const time = (label: string): Word<Instant> => ({ label, text: minute });
export const count = (label: string): Word<number> => ({ label, text: String });
export const yuan = (label: string): Word<number> => ({ label, text: (fen) => (fen / 100).toFixed(2) });
export const list = (label: string): Word<readonly string[]> => ({ label, text: (all) => all.join('、') });
export const yesNo = (label: string, yes = '是', no = '否'): Word<boolean> => ({
  label,
  text: (value) => (value ? yes : no),
});
/** A choice of a closed list, in its printed words. */
export function coded<Key extends string>(label: string, labels: Readonly<Record<Key, string>>): Word<Key> {
  return { label, text: (value) => labels[value] };
}
/** Which event was corrected. */
export const step = (label: string): Word<string> => ({
  label,
  text: (id, { eventNamed }) => eventNamed(id),
});

/** A name may be typed into an address, and every object has a `constructor`. */
export function own<Value>(labels: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

/** The label of a fact that is a key of a closed list; '' for anything else. */
export function labelOf(labels: Readonly<Record<string, string>>, key: unknown): string {
  return own(labels, String(key)) ?? '';
}

/** A date that a holiday notice not yet published may still move is marked wherever it is shown. */
export function provisionalText(date: string, isProvisional: boolean): string {
  return isProvisional && date !== '' ? `${date}（暂定）` : date;
}

type End = { readonly provisional: boolean; readonly earliest?: boolean };

/** And one that a paper may still move whose service is not recorded. */
export function endText(date: string, { provisional, earliest }: End): string {
  return `${earliest && date !== '' ? '最早 ' : ''}${provisionalText(date, provisional)}`;
}

/** `18 小时 40 分` of whole minutes; `5 分` within the hour. */
export function durationText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  return [hours > 0 && `${hours} 小时`, (minutes % 60 > 0 || hours === 0) && `${minutes % 60} 分`]
    .filter(Boolean)
    .join(' ');
}

/** `2026-11-23 09:30`, Asia/Shanghai as recorded. */
export function minute(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
}

/** A name that somebody typed is not the account that consented. */
export const UNCONFIRMED = '（未经系统确认）';

export function approverText(of: { readonly approvedBy: string; readonly isConfirmed: boolean }): string {
  return of.isConfirmed ? of.approvedBy : `${of.approvedBy}${UNCONFIRMED}`;
}

/** An attempt to serve a paper, in words: the same for every kind of case. */
export const SERVICE_WORDS: WordsOf<PaperServed>['PaperServed'] = {
  step: step('送达的文书'),
  way: coded('送达方式', SERVICE_WAY_LABELS),
  returned: yesNo('结果', '退回，没有送达', '送达'),
};
