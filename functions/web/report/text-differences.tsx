/** The sections of two versions whose words differ, with what was left out and what is new. */
import type { FC } from 'hono/jsx';
import type { Report } from '#shared/reporting/report.ts';
import { type Piece, textDifference } from '#shared/reporting/text-difference.ts';

type Section = { readonly number: number; readonly title: string; readonly pieces: readonly Piece[] };

function changedSections(before: Report, after: Report): readonly Section[] {
  return after.narrative.sections.flatMap(({ number, title, text }) => {
    const then = before.narrative.sections.find((one) => one.number === number)?.text ?? '';
    return then === text ? [] : [{ number, title, pieces: textDifference(then, text) }];
  });
}

/** Where the words of a section are set beside each other. */
export const textHref = (section: string): string => `#text-${section}`;

export const TextDifferences: FC<{ before: Report; after: Report }> = ({ before, after }) => {
  const sections = changedSections(before, after);
  return sections.length === 0 ? null : (
    <section class="panel" aria-labelledby="texts">
      <h2 id="texts">文字的差别</h2>
      <p class="hint">划去的是前一版的文字，下划线的是这一版的；没有变化的句子不列出。</p>
      {sections.map(({ number, title, pieces }) => (
        <>
          <h3 id={`text-${number}`}>{title}</h3>
          <p class="text-difference">{pieces.map((piece, at) => shownOf(piece, pieces[at - 1]))}</p>
        </>
      ))}
    </section>
  );
};

function shownOf({ kind, text }: Piece, before: Piece | undefined) {
  if (kind === 'gone') return <del>{text}</del>;
  if (kind === 'added') return <ins>{text}</ins>;
  return before?.kind === 'same' ? null : <span class="soft"> …… </span>;
}
