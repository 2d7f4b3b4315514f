/** What a person should know of a file and what stops none of its rows. */
import type { FC } from 'hono/jsx';
import { warningText } from '#shared/glossary/warnings.ts';
import type { Warning } from '#shared/kernel/decision.ts';
import type { WarningCode } from '#shared/kernel/warning-code.ts';
import { Banner } from '../look/banner.tsx';

/** More are no longer read by anybody. */
const MOST_SHOWN = 500;

type Told = { readonly warned: readonly Warning[]; readonly dryRun: boolean };

export const Warned: FC<Told> = ({ warned, dryRun }) => (
  <>
    <LeftOut warned={warned} />
    <Added warned={warned} dryRun={dryRun} />
    <Others warned={warned} />
  </>
);

/** A label the office had not known was taken into its list; it may be a slip of the pen. */
const Added: FC<{ warned: readonly Warning[]; dryRun: boolean }> = ({ warned, dryRun }) => {
  const added = warned.filter(({ code }) => code === 'addedToList');
  const labels = new Set(added.map(({ facts }) => String(facts?.label ?? '')));
  return labels.size === 0 ? null : (
    <Banner kind="info">
      下列名称原来没有，{dryRun ? '登记时会' : '已'}加入热线设置的清单，请看看有没有写错：
      {[...labels].join('、')}。
      {added.some(({ facts }) => facts?.list === 'sources') && (
        <>
          新的来源只计入全部事件；属于12345热线的，
          {dryRun ? '请登记以前' : '以后导入以前请'}在<a href="/hotline/lists#sources">热线设置</a>里写明。
        </>
      )}
    </Banner>
  );
};

/** A clerk who filled in two sheets should not think that both were taken. */
const LeftOut: FC<{ warned: readonly Warning[] }> = ({ warned }) => {
  const facts = warned.find(({ code }) => code === 'otherSheets')?.facts;
  return facts === undefined ? null : (
    <Banner kind="warning">
      只读取了工作表“{String(facts.sheet)}”；工作簿里还有 {String(facts.others)}，没有读取。
    </Banner>
  );
};

/** Those with a word of their own above are not told twice. */
const TOLD: readonly WarningCode[] = ['addedToList', 'otherSheets'];

const Others: FC<{ warned: readonly Warning[] }> = ({ warned }) => {
  const others = warned.filter(({ code }) => !TOLD.includes(code));
  return others.length === 0 ? null : (
    <Banner kind="warning">
      <p>文件里请核对的地方：</p>
      <ul class="due-reasons">
        {others.slice(0, MOST_SHOWN).map((warning) => (
          <li data-code={warning.code}>{warningText(warning)}</li>
        ))}
      </ul>
      {others.length > MOST_SHOWN && <p>还有 {others.length - MOST_SHOWN} 条，没有列出。</p>}
    </Banner>
  );
};
