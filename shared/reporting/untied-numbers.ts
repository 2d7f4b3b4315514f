/** The numbers of a report's prose that nothing stands behind: no figure of the build put in, no tie-out that holds. */
import { type Said, saidIn } from './checks-narrative.ts';
import type { PartialReport } from './partial-report.ts';
import { numbersIn, type Span, type WrittenNumber } from './prose-numbers.ts';

export type UntiedNumber = {
  readonly section: number;
  readonly number: string;
  readonly sentence: string;
  /** Where in the sentence the number stands. */
  readonly at: number;
  /** What a phrase around it says that it should be, where that is another. */
  readonly figure?: number;
};

export function untiedNumbers(report: PartialReport): UntiedNumber[] {
  return (report.narrative?.sections ?? []).flatMap(({ number, text, inserted = [] }, index) => {
    const written = text ?? '';
    const said = saidIn(written, report);
    return numbersIn(written)
      .filter(({ span }) => !inserted.some((put) => holds(put, span)))
      .filter((one) => !said.some((statement) => statement.check.holds && speaksOf(statement, one)))
      .map((one) => untied(number ?? index + 1, one, said));
  });
}

const holds = ([from, to]: Span, [start, end]: Span): boolean => from <= start && end <= to;

/** The same number from its first digit on, with the unit that the phrase knows: 32万件次 is not 32件次. */
function speaksOf({ number, phrase }: Said, { span }: WrittenNumber): boolean {
  return number[0] === span[0] && holds(phrase, span);
}

function untied(section: number, one: WrittenNumber, said: readonly Said[]): UntiedNumber {
  const { written: number, sentence, at } = one;
  const other = said.find((statement) => !statement.check.holds && speaksOf(statement, one));
  return { section, number, sentence, at, ...(other && { figure: other.check.right }) };
}
