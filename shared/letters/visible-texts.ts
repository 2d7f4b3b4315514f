/** What a reader of a document sees, paragraph by paragraph: not what a comment of the XML or a hidden run holds. */
import { SaxesParser } from 'saxes';

/** `holds`: other paragraphs stand in it, as in a text box; such a one is not filled itself. */
type Paragraph = { readonly text: string; readonly holds: boolean };

type Open = { text: string; holds: boolean };

export function visibleTexts(xml: string): Paragraph[] {
  const parser = new SaxesParser({ position: false, xmlns: false });
  const open: Open[] = [];
  const found: Paragraph[] = [];
  let [inText, hidden] = [false, false];
  parser.on('error', () => {});
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'w:p') {
      const around = open.at(-1);
      if (around) around.holds = true;
      open.push({ text: '', holds: false });
    }
    if (name === 'w:r') hidden = false;
    if (name === 'w:vanish') hidden = !/^(?:0|false|off)$/.test(String(attributes['w:val'] ?? ''));
    inText = name === 'w:t';
  });
  parser.on('text', (piece) => {
    const paragraph = open.at(-1);
    if (inText && !hidden && paragraph) paragraph.text += piece;
  });
  parser.on('closetag', ({ name }) => {
    inText = false;
    const ended = name === 'w:p' ? open.pop() : undefined;
    if (ended) found.push(ended);
    if (name === 'w:r') hidden = false;
  });
  parser.write(xml).close();
  return found;
}
