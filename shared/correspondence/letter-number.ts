/** 文号 by the office's rule: its word and the letter's character, the year, a running number without gaps. */
import type { LetterKind } from '#shared/disclosure/letters.ts';
import type { Actor, DomainEvent } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { timeLeft } from '#shared/store/deadline.ts';
import { StoreBusy } from '#shared/store/faults.ts';
import { nextOfRule } from '#shared/store/next-number.ts';
import { append, type EventLog, type LogWriter, writeOne } from '#shared/store/ports.ts';

const CHARACTERS: Readonly<Record<LetterKind, string>> = {
  intake: '收',
  receipt: '登',
  correction: '补',
  correctionExtension: '补',
  extension: '延',
  thirdParty: '征',
  organ: '征',
  reasons: '询',
  delay: '延',
  fee: '费',
  reply: '答',
  thirdPartyDecision: '告',
  transfer: '转',
  serviceSheet: '送',
};
const DEFAULT_WORD = '公开';
const DIGITS = 6;
/** As many at least, and more while the request has time. */
const TRIES = 20;

type LetterNumberTaken = DomainEvent<
  'LetterNumberTaken',
  { readonly case: string; readonly kind: LetterKind; readonly about: string }
>;
type Taking = {
  readonly office: string;
  readonly case: string;
  readonly kind: LetterKind;
  readonly about: string;
  readonly on: PlainDate;
  readonly word: string;
  /** The same key again gets the same number. */
  readonly key: string;
  readonly actor: Actor;
};

/** The number as printed: 示政数公开答〔2026〕12号. */
export async function takeNumber(log: EventLog, taking: Taking): Promise<string> {
  for (let tried = 0; tried < TRIES || (timeLeft() ?? 0) > 0; tried += 1) {
    const number = await writeOne(log, (writer) => tryNumber(writer, taking));
    if (number !== null) return printed(number);
  }
  throw new StoreBusy('no number could be taken: others were always quicker');
}

/** Null when somebody else took the number in the same moment. */
async function tryNumber(writer: LogWriter, taking: Taking): Promise<string | null> {
  const { office, key, on, word, actor } = taking;
  const earlier = await writer.commitOfKey(office, key);
  if (earlier !== null) return earlier.number;
  const prefix = `${word || DEFAULT_WORD}${CHARACTERS[taking.kind]}〔${on.slice(0, 4)}〕`;
  const number = await nextOfRule(writer, { office, kind: 'letters', prefix, digits: DIGITS });
  const at = { office, kind: 'letters' as const, stream: writer.newStream(office, 'letters', number) };
  const data = { case: taking.case, kind: taking.kind, about: taking.about };
  const event: LetterNumberTaken = { type: 'LetterNumberTaken', v: 1, on, data };
  const appended = await append(writer, { at, number, after: 0, actor, key, events: [event] });
  return appended?.ok ? number : null;
}

function printed(number: string): string {
  return number.replace(/(?<=〕)\d+$/, (digits) => `${digits.replace(/^0+(?=\d)/, '')}号`);
}
