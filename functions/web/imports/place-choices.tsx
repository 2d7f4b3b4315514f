/** Where the table lies in the file: sheet, headings, separator, encoding. */
import type { FC } from 'hono/jsx';
import type { LookedAt } from '#shared/intake/preview/look-into.ts';
import { formatSample } from '#shared/intake/preview/sample-values.ts';
import { RadioGroup } from '../look/choice-sets.tsx';
import { type Choice, SelectField } from '../look/fields.tsx';
import { Actions, Button, type FormState } from '../look/form.tsx';

const ROWS: readonly Choice[] = [
  { value: '1', label: '一行' },
  { value: '2', label: '两行，合起来读' },
];
const SEPARATED: readonly Choice[] = [
  { value: ',', label: '逗号 ,' },
  { value: ';', label: '分号 ;' },
  { value: '\t', label: '制表符' },
  { value: '|', label: '竖线 |' },
];
const ENCODED: readonly Choice[] = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'gb18030', label: 'GB18030（简体中文 Windows）' },
  { value: 'big5', label: 'Big5（繁体中文）' },
  { value: 'utf-16le', label: 'UTF-16（Excel 的“Unicode 文本”）' },
  { value: 'utf-16be', label: 'UTF-16，高位在前' },
];

type Props = { readonly form: FormState; readonly looked: LookedAt; readonly kinds: readonly Choice[] };

export const PlaceChoices: FC<Props> = ({ form, looked, kinds }) => {
  const { sheets, layout, encoding, top } = looked;
  const lines = top.map(({ line, fields }) => ({ value: String(line), label: formatSample(line, fields) }));
  return (
    <section class="panel" aria-labelledby="place">
      <h2 id="place">这是什么表</h2>
      <div class="triple">
        <SelectField form={form} name="kind" label="数据种类" choices={kinds} />
        {sheets.length > 1 && (
          <SelectField
            form={form}
            name="sheet"
            label="工作表"
            choices={sheets.map((name) => ({ value: name, label: name }))}
          />
        )}
        {layout?.separator !== undefined && (
          <SelectField form={form} name="separator" label="分隔符" choices={SEPARATED} />
        )}
        {layout !== null && encoding !== undefined && (
          <SelectField form={form} name="encoding" label="编码" choices={ENCODED} />
        )}
      </div>
      {layout !== null && (
        <>
          <SelectField form={form} name="row" label="列名在" hint="上面的标题、说明不读" choices={lines} />
          <RadioGroup form={form} name="rows" label="列名有几行" choices={ROWS} />
        </>
      )}
      <Actions>
        <Button name="do" value="again" kind="secondary">
          改了这里的，重新读取
        </Button>
      </Actions>
    </section>
  );
};
