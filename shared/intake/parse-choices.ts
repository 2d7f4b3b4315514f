/** Closed lists as they are met in offices' files: the English key, the printed code, or the printed label. */
import { foldWidth } from '#shared/kernel/fold-width.ts';

export type Choice = { readonly key: string; readonly label: string; readonly written: readonly string[] };

/** One member; `also` are further ways it is written. */
export function choice(key: string, label: string, ...also: string[]): Choice {
  return { key, label, written: [key, label, ...also] };
}

export function choices(labels: Readonly<Record<string, string>>): readonly Choice[] {
  return Object.entries(labels).map(([key, label]) => choice(key, label));
}

/** The applicant columns of table 3. */
export const APPLICANT_TYPES: readonly Choice[] = [
  choice('naturalPerson', '自然人', 'np'),
  choice('commercialEnterprise', '商业企业', 'le.com'),
  choice('researchInstitution', '科研机构', 'le.res'),
  choice('publicWelfareOrganisation', '社会公益组织', 'le.npo'),
  choice('legalServiceOrganisation', '法律服务机构', 'le.law'),
  choice('otherOrganisation', '其他', 'le.oth'),
];

/** Which of the two defendants this office is; 是 and 否 would not say. */
export const CO_DEFENDANT: readonly Choice[] = [
  choice('true', '复议机关', '仅为复议机关', '作出复议决定的机关'),
  choice('false', '原行为机关', '作出原行政行为的机关', '无', '没有'),
];

type Group = { readonly code: string; readonly prefix: string; readonly label: string; readonly key: string };

function group(
  { code, prefix, label, key }: Group,
  leaves: readonly (readonly [string, string])[],
): Choice[] {
  return leaves.map(([leaf, text], index) => {
    const number = index + 1;
    const numbered = [`${number}.${text}`, `${number}、${text}`];
    const full = numbered.flatMap((each) => [`${label}${each}`, `${prefix}${label}${each}`]);
    return choice(`${key}.${leaf}`, text, `${code}.${number}`, ...numbered, ...full);
  });
}

const PARTIAL_NOTE = '（区分处理的，只计这一情形，不计其他情形）';

/** The leaf rows of table 3, in print order. */
export const OUTCOMES: readonly Choice[] = [
  choice('disclosed', '予以公开', '3.1', '（一）予以公开'),
  choice(
    'partiallyDisclosed',
    '部分公开',
    '3.2',
    '（二）部分公开',
    `部分公开${PARTIAL_NOTE}`,
    `（二）部分公开${PARTIAL_NOTE}`,
  ),
  ...group({ code: '3.3', prefix: '（三）', label: '不予公开', key: 'refused' }, [
    ['stateSecret', '属于国家秘密'],
    ['prohibitedByLaw', '其他法律行政法规禁止公开'],
    ['endangersStability', '危及“三安全一稳定”'],
    ['thirdPartyRights', '保护第三方合法权益'],
    ['internalAffairs', '属于三类内部事务信息'],
    ['processInformation', '属于四类过程性信息'],
    ['enforcementFile', '属于行政执法案卷'],
    ['administrativeQuery', '属于行政查询事项'],
  ]),
  ...group({ code: '3.4', prefix: '（四）', label: '无法提供', key: 'unavailable' }, [
    ['notHeld', '本机关不掌握相关政府信息'],
    ['mustBeCreated', '没有现成信息需要另行制作'],
    ['stillUnclear', '补正后申请内容仍不明确'],
  ]),
  ...group({ code: '3.5', prefix: '（五）', label: '不予处理', key: 'notProcessed' }, [
    ['petition', '信访举报投诉类申请'],
    ['repeated', '重复申请'],
    ['publication', '要求提供公开出版物'],
    ['excessive', '无正当理由大量反复申请'],
    ['reconfirmation', '要求行政机关确认或重新出具已获取信息'],
  ]),
  ...group({ code: '3.6', prefix: '（六）', label: '其他处理', key: 'other' }, [
    ['notCorrected', '申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请'],
    ['feeUnpaid', '申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请'],
    ['other', '其他'],
  ]),
];

const indexes = new WeakMap<readonly Choice[], ReadonlyMap<string, string>>();

/** The key of what is written in a cell; undefined when the list has no such member. */
export function chooseFrom(list: readonly Choice[], written: string): string | undefined {
  let index = indexes.get(list);
  if (index === undefined) {
    index = new Map(list.flatMap(({ key, written: ways }) => ways.map((way) => [folded(way), key] as const)));
    indexes.set(list, index);
  }
  return index.get(written) ?? index.get(folded(written));
}

/** Full and half width, spaces and the style of quotation marks make no difference. */
function folded(text: string): string {
  return foldWidth(text).replace(/[\s\p{Cf}"'“”‘’「」『』]/gu, '');
}
