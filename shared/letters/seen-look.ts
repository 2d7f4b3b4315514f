/** How a paragraph of a Word document looks, resolved through its styles, as far as a browser can draw it. */
import { SaxesParser } from 'saxes';

export type Look = {
  readonly align: 'left' | 'center' | 'right' | 'justify';
  /** Half points. */
  readonly size: number;
  readonly face: string;
  readonly colour: string;
  readonly bold: boolean;
  /** Twentieths of a point. */
  readonly firstLine: number;
  readonly left: number;
  readonly above: number;
  readonly rule: { readonly side: 'above' | 'below'; readonly double: boolean } | null;
};
export type Change = Partial<Look>;
export type Attributes = Readonly<Record<string, string>>;
/** By id, each with what it is based on; '' is the default of the document. */
export type Styles = ReadonlyMap<string, Change>;

const BLACK = '000000';
export const PLAIN: Look = {
  align: 'justify',
  size: 32,
  face: '仿宋',
  colour: BLACK,
  bold: false,
  firstLine: 0,
  left: 0,
  above: 0,
  rule: null,
};

const isOff = (value: string | undefined): boolean => /^(?:0|false|off|none|nil)$/.test(value ?? '');
const ALIGN: Readonly<Record<string, Look['align']>> = {
  left: 'left',
  start: 'left',
  center: 'center',
  right: 'right',
  end: 'right',
};

/** What one property of a paragraph or a run changes. `within` is the element around it. */
export function changeOf(name: string, of: Attributes, within: string): Change {
  const value = of['w:val'];
  switch (name) {
    case 'w:jc':
      return { align: ALIGN[value ?? ''] ?? 'justify' };
    case 'w:sz':
      return { size: Number(value) || PLAIN.size };
    case 'w:color':
      return { colour: /^[0-9a-f]{6}$/i.test(value ?? '') ? String(value) : BLACK };
    case 'w:b':
      return { bold: !isOff(value) };
    case 'w:rFonts':
      return of['w:eastAsia'] === undefined ? {} : { face: of['w:eastAsia'] };
    case 'w:ind':
      return { firstLine: Number(of['w:firstLine'] ?? 0), left: Math.max(0, Number(of['w:left'] ?? 0)) };
    case 'w:spacing':
      return of['w:before'] === undefined ? {} : { above: Number(of['w:before']) };
    default:
      return within === 'w:pBdr' && !isOff(value) ? ruleOf(name, value) : {};
  }
}

function ruleOf(name: string, value: string | undefined): Change {
  const side = name === 'w:bottom' ? 'below' : name === 'w:top' ? 'above' : null;
  return side === null ? {} : { rule: { side, double: /double|thick/i.test(value ?? '') } };
}

export function stylesIn(xml: string): Styles {
  const styles = new Map<string, Change>([['', {}]]);
  let id: string | null = null;
  const add = (more: Change): void => {
    if (id !== null) styles.set(id, { ...styles.get(id), ...more });
  };
  readXml(xml, {
    open: (name, of, path) => {
      if (name === 'w:docDefaults') id = '';
      if (name === 'w:style') id = of['w:styleId'] ?? null;
      if (name === 'w:basedOn') add({ ...styles.get(of['w:val'] ?? '') });
      add(changeOf(name, of, path.at(-1) ?? ''));
    },
    close: (name) => {
      if (name === 'w:docDefaults' || name === 'w:style') id = null;
    },
    text: () => {},
  });
  return styles;
}

type Handlers = {
  /** `path`: the elements around it, outermost first. */
  readonly open: (name: string, attributes: Attributes, path: readonly string[]) => void;
  readonly close: (name: string) => void;
  readonly text: (piece: string, path: readonly string[]) => void;
};

export function readXml(xml: string, { open, close, text }: Handlers): void {
  if (xml === '') return;
  const parser = new SaxesParser({ position: false, xmlns: false });
  const path: string[] = [];
  parser.on('error', () => {});
  parser.on('opentag', ({ name, attributes }) => {
    open(name, attributes as Attributes, path);
    path.push(name);
  });
  parser.on('closetag', ({ name }) => {
    path.pop();
    close(name);
  });
  parser.on('text', (piece) => text(piece, path));
  parser.write(xml).close();
}
