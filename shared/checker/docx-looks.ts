/** How the runs of a Word document are set: by themselves, by the styles they name, or as its text is by default. */
import { type Mark, marksOf } from './markup.ts';
import type { Look } from './pieces.ts';

export type RunLook = Look & { readonly isHidden: boolean };
/** Word's own, in half points: 五号. */
const USUAL: RunLook = { size: 21, isRaised: false, isHidden: false };
/** Styles stand on others; a chain longer than this is a circle. */
const MOST_STYLES = 10;

export const valIn = (attributes: string): string | undefined =>
  /w:val\s*=\s*["']([^"']{0,60})/.exec(attributes)?.[1];

type Style = { base: string; changes: Mark[]; isDefault: boolean };

export class DocxLooks {
  readonly #styles = new Map<string, Style>();
  readonly #defaults: Mark[] = [];

  constructor(stylesXml: string) {
    let style: Style | null = null;
    for (const mark of marksOf(stylesXml)) {
      const { name, isEnd, attributes } = mark;
      if (name === 'w:style') style = isEnd ? null : this.#style(attributes);
      else if (isEnd) continue;
      else if (name === 'w:basedon' && style !== null) style.base = valIn(attributes) ?? '';
      else (style?.changes ?? this.#defaults).push(mark);
    }
  }

  #style(attributes: string): Style {
    const isDefault =
      /w:default\s*=\s*["'](?:1|true)/.test(attributes) && /w:type\s*=\s*["']paragraph/.test(attributes);
    const style: Style = { base: '', changes: [], isDefault };
    this.#styles.set(/w:styleId\s*=\s*["']([^"']{0,60})/.exec(attributes)?.[1] ?? '', style);
    return style;
  }

  /** What a paragraph of this style looks like; without one, of the style that is the default. */
  ofParagraph(style?: string): RunLook {
    const plain = this.#defaults.reduce(changed, USUAL);
    const usual = [...this.#styles].find(([, { isDefault }]) => isDefault)?.[0];
    return this.ofStyle(plain, style ?? usual ?? '');
  }

  ofStyle(around: RunLook, name: string): RunLook {
    const chain: Style[] = [];
    for (let style = this.#styles.get(name); style !== undefined; style = this.#styles.get(style.base)) {
      if (chain.push(style) > MOST_STYLES) break;
    }
    return chain
      .reverse()
      .flatMap(({ changes }) => changes)
      .reduce(changed, around);
  }
}

/** What one property of a run changes. */
export function changed(look: RunLook, { name, attributes }: Mark): RunLook {
  const value = valIn(attributes)?.toLowerCase();
  const number = Number(value ?? '');
  if (name === 'w:vanish' || name === 'w:strike' || name === 'w:dstrike')
    return { ...look, isHidden: look.isHidden || !['0', 'false', 'off'].includes(value ?? '') };
  if (name === 'w:vertalign') return { ...look, isRaised: value !== 'baseline' };
  if (name === 'w:position' && number !== 0) return { ...look, isRaised: true };
  return name === 'w:sz' && number > 0 ? { ...look, size: number } : look;
}
