/** The six sections: whose words each has, how it begins, and where it is edited. */
import type { FC } from 'hono/jsx';
import { numbered } from '#shared/reporting/document.ts';
import { SECTION_TITLES } from '#shared/reporting/narrative-template.ts';
import type { NarrativeSection } from '#shared/reporting/report.ts';
import { Tag } from '../look/banner.tsx';
import { type Address, hrefOf } from './address.ts';

type Props = {
  readonly address: Address;
  readonly sections: readonly NarrativeSection[];
  /** Numbers of the sections written for this year. */
  readonly written: readonly string[];
  readonly mayEdit: boolean;
};

const BEGINNING = 90;

export const SectionList: FC<Props> = ({ address, sections, written, mayEdit }) => (
  <section class="panel">
    <h2>文字部分</h2>
    <ol class="section-list">
      {sections.map(({ number, title, text }) => (
        <li>
          <div class="section-head">
            <strong>{sectionTitle(number)}</strong>
            <Tag kind={written.includes(String(number)) ? 'good' : 'plain'}>
              {written.includes(String(number)) ? '本年文字' : '模板'}
            </Tag>
            {mayEdit && (
              <a href={hrefOf({ year: address.year, scope: address.scope }, `/sections/${number}`)}>
                编辑<span class="unseen">{title}</span>
              </a>
            )}
          </div>
          <span class="soft small">{text === '' ? '（只有表格）' : beginning(text)}</span>
        </li>
      ))}
    </ol>
  </section>
);

/** `五、存在的主要问题及改进情况`. */
export function sectionTitle(number: number): string {
  return numbered(number, SECTION_TITLES[number - 1] ?? '');
}

function beginning(text: string): string {
  const line = text.replaceAll('\n', ' ');
  return line.length > BEGINNING ? `${line.slice(0, BEGINNING)}……` : line;
}
