/** What a person should know of a file though every row of it may be right. */
import type { Child, FC } from 'hono/jsx';
import type { Warning } from '../../../shared/kernel/decision.ts';
import { Banner } from '../look/banner.tsx';

type Facts = Readonly<Record<string, unknown>>;

export const FileWarnings: FC<{ warned: readonly Warning[] }> = ({ warned }) => (
  <>
    <LeftOut facts={factsOf(warned, 'otherSheets')[0]} />
    <UnknownHeadings headings={factsOf(warned, 'unknownHeading')} />
    {factsOf(warned, 'noHeading').map(({ columns }) => (
      <Banner kind="warning">{String(columns)} 列有内容而没有列名，没有读取。</Banner>
    ))}
    {factsOf(warned, 'hiddenRows').map(({ rows }) => (
      <Banner kind="warning">有 {String(rows)} 行在表格里是隐藏的或者被筛选掉的，也已读取。</Banner>
    ))}
    {factsOf(warned, 'mergedCells').map(({ rows }) => (
      <Banner kind="warning">
        合并单元格的内容按它覆盖的每一行读取，共 {String(rows)} 行；件数、金额这类数字请核对是不是每行都算。
      </Banner>
    ))}
  </>
);

function factsOf(warned: readonly Warning[], code: string): readonly Facts[] {
  return warned.filter((one) => one.code === code).map(({ facts }) => facts ?? {});
}

/** A clerk who filled in two sheets should not think that both were taken. */
const LeftOut: FC<{ facts: Facts | undefined }> = ({ facts }) =>
  facts === undefined ? null : (
    <Banner kind="warning">
      只读取了工作表“{String(facts.sheet)}”；工作簿里还有 {String(facts.others)}，没有读取。
    </Banner>
  );

/** A column under another name looks as if it were blank in every row. */
const UnknownHeadings: FC<{ headings: readonly Facts[] }> = ({ headings }) =>
  headings.length === 0 ? null : (
    <Banner kind="warning">
      下列各列的名称不认识，没有读取；其中有需要的，请改名后再导入：
      {headings.map((facts, at): Child => `${at === 0 ? '' : '、'}${named(facts)}`)}。
    </Banner>
  );

function named({ heading, column, near }: Facts): string {
  const place = column === undefined ? '' : `${String(column)} 列`;
  const meant = near === undefined ? '' : `（是不是“${String(near)}”？）`;
  return `${place}“${String(heading)}”${meant}`;
}
