/** Evidence by page: cases, a figure or a year, with the ground where anything is shown in full. */
import type { FC } from 'hono/jsx';
import { AUDITORS } from '#shared/accounts/permissions.ts';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import { refusalText } from '#shared/glossary/refusals.ts';
import { RECORD_KINDS } from '#shared/kernel/event.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { SealingRefused } from '#shared/store/notary.ts';
import { NOTHING_PERSONAL, type Reads, recordRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { attachment } from '../frame/answers.ts';
import type { FormFields } from '../frame/form-fields.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { type CommandField, typedValues, type Values } from '../look/command-fields.ts';
import { DrawnFields } from '../look/drawn-fields.tsx';
import { Actions, Button, ErrorSummary, type FieldError, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { yearIn } from '../tables/asked-report.ts';
import { Crumb, DESK } from './addresses.tsx';
import { type EvidenceAsked, makeEvidence, readingsOf } from './evidence.ts';

const EVIDENCE = `${DESK}/evidence`;
export const ZIP = 'application/zip';

export function evidencePageRoutes(site: Site, web: Web): void {
  site.reading(NOTHING_PERSONAL).page(EVIDENCE, AUDITORS, (c) => page(c, { values: asked(c), errors: [] }));
  site
    .reading(RECORDED_ONCE_MADE)
    .form(EVIDENCE, AUDITORS, (c, who, fields) => handOut(c, { web, who }, fields));
}

/** What was taken is recorded when it is known, before it is handed out. */
const RECORDED_ONCE_MADE: Reads = { what: 'exported', of: () => null };

const FIELDS: readonly CommandField[] = [
  { name: 'cases', kind: 'lines', label: '案件编号', optional: true, hint: '每行一个。', rows: 3 },
  {
    name: 'kind',
    kind: 'select',
    label: '类别',
    optional: true,
    choices: RECORD_KINDS.map((value) => ({ value, label: KIND_LABELS[value] })),
  },
  {
    name: 'year',
    kind: 'number',
    label: '年度',
    optional: true,
    inputmode: 'numeric',
    hint: '没有填案件编号时：这一年签署的报告。',
  },
  {
    name: 'figure',
    kind: 'text',
    label: '数字的名称',
    optional: true,
    hint: '与年度一起填：这个数字的由来，如 table3.disclosed.total。',
  },
  { name: 'full', kind: 'yesNo', label: '完整导出（含证件号码、联系方式和密封的文字）' },
  {
    name: 'ground',
    kind: 'text',
    label: '依据',
    hint: '例如调取证据的文书名称和文号；完整导出时必填。',
    optional: true,
  },
];

function asked(c: Ctx): Values {
  const query = (name: string): string => c.req.query(name) ?? '';
  return {
    ...{ cases: query('case'), kind: query('kind'), year: query('year') },
    ...{ figure: query('name'), full: 'no' },
  };
}

type By = { readonly web: Web; readonly who: Principal };

async function handOut(c: Ctx, { web, who }: By, fields: FormFields): Promise<Response> {
  const values = typedValues(FIELDS, fields);
  const { ground = '' } = values;
  const wanted = wantedOf(values, who);
  if ('code' in wanted) return page(c, { values, errors: [wanted] });
  const made = await makeEvidence(web.house, wanted).catch((fault: unknown) => {
    if (fault instanceof SealingRefused) return { ok: false, ...UNSIGNED } as const;
    throw fault;
  });
  if (!made.ok) return page(c, { values, errors: [{ ...made, message: made.message }] });
  for (const reading of readingsOf(made, { full: wanted.full, ground }))
    await recordRead(c, { web, who }, reading);
  const { bytes } = made;
  return attachment(c, { bytes, mediaType: ZIP, name: `证据包-${dateOfInstant(web.house.clock.now())}.zip` });
}

export const UNSIGNED: FieldError = {
  field: '',
  code: 'unavailable',
  message: '现在不能签名：签名密钥或检查点不可用，请管理员查看 verify 的结果',
};

function wantedOf(values: Values, { office, user }: Principal): EvidenceAsked | FieldError {
  const { cases = '', kind, year = '', figure = '', full, ground } = values;
  if (full === 'yes' && !ground)
    return { field: 'ground', code: 'required', message: `依据：${refusalText('required')}` };
  const numbers = cases.split('\n').map((line) => line.trim());
  const known = yearIn(year);
  if (year !== '' && known === null)
    return { field: 'year', code: 'badNumber', message: '年度：应为四位数字' };
  return {
    ...{ office, by: user, full: full === 'yes', kind: RECORD_KINDS.find((one) => one === kind) },
    cases: [...new Set(numbers.filter((line) => line !== ''))],
    ...(known !== null && { year: known }),
    ...(figure !== '' && { figure }),
  };
}

function page(c: Ctx, form: FormState): Response | Promise<Response> {
  return renderFormPage(c, form, {
    title: '导出证据包',
    section: 'audit-desk',
    body: (
      <>
        <Crumb />
        <h1>导出证据包</h1>
        <p>
          一个压缩包：可打印的页面、与台账逐字节相同的记录、存在证明、检查点、公钥和核验程序本身。收到的人不需要本系统就能核验。导出留痕。
        </p>
        <ErrorSummary errors={form.errors} title="没有导出，请先改正" />
        <EvidenceForm c={c} form={form} />
      </>
    ),
  });
}

const EvidenceForm: FC<{ c: Ctx; form: FormState }> = ({ c, form }) => (
  <section class="panel">
    <Form c={c} action={EVIDENCE} label="导出证据包">
      <DrawnFields fields={FIELDS} form={form} focus />
      <Actions>
        <Button downloads>导出</Button>
      </Actions>
    </Form>
  </section>
);
