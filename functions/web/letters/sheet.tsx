/** A letter as it will be printed, drawn by the browser from the very document that would go out. */
import type { FC } from 'hono/jsx';
import type { Look } from '#shared/letters/seen-look.ts';
import { type SeenBlock, type SeenParagraph, seenPage } from '#shared/letters/seen-page.ts';
import { FACES, SIZES } from '../look/style-of-letters.ts';

export const LetterSheet: FC<{ document: Buffer; label: string }> = ({ document, label }) => {
  const { head, body, foot } = seenPage(document);
  return (
    <section class="letter-page" aria-label={label}>
      {head.length > 0 && <div class="letter-head">{head.map(drawn)}</div>}
      <div class={head.length > 0 ? 'letter-body letter-after' : 'letter-body'}>{body.map(drawn)}</div>
      {foot.length > 0 && <div class="letter-foot">{foot.map(drawn)}</div>}
    </section>
  );
};

function drawn(block: SeenBlock) {
  if (block.kind === 'paragraph') return <Line of={block} />;
  return (
    <table>
      {block.rows.map((row) => (
        <tr>
          {row.map((cell) => (
            <td>
              {cell.map((one) => (
                <Line of={one} />
              ))}
            </td>
          ))}
        </tr>
      ))}
    </table>
  );
}

const Line: FC<{ of: SeenParagraph }> = ({ of: { look, runs } }) => (
  <p class={classesOf(look)}>
    {runs.map(({ text, look: own }) => (
      <span class={runClasses(own)}>
        {text.split('\n').map((line, index) => (
          <>
            {index > 0 && <br />}
            {line}
          </>
        ))}
      </span>
    ))}
  </p>
);

/** What a style sheet can know beforehand: nothing is styled in place, as the pages' own rule has it. */
function classesOf({ align, firstLine, left, above, rule }: Look): string {
  return [
    `lt-${align}`,
    ...(firstLine > 0 ? ['lt-first'] : []),
    ...(left > CHARACTER * 8 ? ['lt-signed'] : []),
    ...(above > CHARACTER * 4 ? ['lt-below'] : []),
    ...(rule === null ? [] : [`lt-rule-${rule.side}`, rule.double ? 'lt-double' : 'lt-single']),
  ].join(' ');
}

const CHARACTER = 316;

function runClasses({ size, face, colour, bold }: Look): string {
  const near = SIZES.reduce((best, one) => (Math.abs(one - size) < Math.abs(best - size) ? one : best));
  const known = FACES.find(({ names }) => names.test(face)) ?? FACES[0];
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const ink = red > 150 && green < 90 && blue < 90 ? ['lt-red'] : red > 90 && red === green ? ['soft'] : [];
  return [`lt-s${near}`, `lt-${known.name}`, ...ink, ...(bold ? ['lt-bold'] : [])].join(' ');
}
