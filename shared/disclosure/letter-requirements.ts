/** Which facts the law wants in which letter. A letter that lacks one is not printed. */
import type { Outcome } from '#shared/glossary.ts';
import type { Fact, Facts, TemplateName } from './letters.ts';

/** One of `anyOf` must be known; with `when`, only where that fact holds. */
export type Requirement = {
  readonly anyOf: readonly Fact[];
  readonly article: string;
  readonly when?: Fact;
};
export type Missing = { readonly fact: string; readonly article: string };

const need = (article: string, ...facts: readonly Fact[]): Requirement[] =>
  facts.map((fact) => ({ anyOf: [fact], article }));
const oneOf = (article: string, ...anyOf: readonly Fact[]): Requirement[] => [{ anyOf, article }];
/** The flag itself is asked for, so that a template has the paragraph. */
const where = (when: Fact, article: string, ...facts: readonly Fact[]): Requirement[] =>
  need(article, when, ...facts).map((one) => ({ ...one, when }));

/** A document of an organ shows who speaks, under which number, on which day (党政机关公文处理工作条例 art. 9). */
const NUMBERED = need('公文处理条例9', '机关名称', '文号');
const ORGAN = [...NUMBERED, ...need('公文处理条例9', '成文日期')];
const ASKED = need('条例29', '申请编号', '申请内容');
const APPLICANT = [...need('条例29', '申请人', '收到日期'), ...ASKED];

/** 条例36(3): which of the grounds of arts. 14–16, and why. */
const NAMED: readonly Requirement[] = need('条例36', '不予公开情形', '依据条款').map((one) => ({
  ...one,
  when: '答复依据',
}));
/** What a part that is not given makes necessary, and one that cannot be provided: of this row or of a further one. */
const WITHHELD = [
  ...where('不予公开情形', '条例36', '不予公开部分', '依据条款', '理由'),
  ...where('法律禁止公开', '条例14', '禁止公开的规定'),
];
const LACKING = [
  ...where('无法提供情形', '条例36', '无法提供部分', '无法提供条款'),
  ...where('信息不存在', '条例36', '检索情况'),
  ...where('非本机关负责', '条例36', '无法提供的理由'),
  ...where('另有规定', '条例36', '获取途径'),
];
const REFUSAL = [
  ...need('条例36', '答复依据'),
  ...NAMED,
  ...need('条例36', '理由'),
  ...where('法律禁止公开', '条例14', '禁止公开的规定'),
  ...LACKING,
];

const REPLIES: Readonly<Record<Outcome, readonly Requirement[]>> = {
  disclosed: [
    ...need('条例36', '答复依据'),
    ...where('已主动公开', '条例36', '获取途径'),
    ...where('可以公开', '条例36', '提供方式'),
    ...where('告知获取', '条例36', '获取途径', '获取时间'),
  ],
  partiallyDisclosed: [...need('条例37', '提供方式'), ...need('条例36', '答复依据'), ...WITHHELD, ...LACKING],
  'refused.stateSecret': REFUSAL,
  'refused.prohibitedByLaw': [...REFUSAL, ...need('条例14', '禁止公开的规定')],
  'refused.endangersStability': REFUSAL,
  'refused.thirdPartyRights': REFUSAL,
  'refused.internalAffairs': REFUSAL,
  'refused.processInformation': REFUSAL,
  'refused.enforcementFile': REFUSAL,
  'refused.administrativeQuery': [...need('条例36', '获取途径'), ...WITHHELD],
  'unavailable.notHeld': [
    ...need('条例36', '答复依据'),
    ...where('信息不存在', '条例36', '检索情况'),
    ...where('非本机关负责', '条例36', '理由'),
    ...WITHHELD,
  ],
  'unavailable.mustBeCreated': WITHHELD,
  'unavailable.stillUnclear': [...need('条例30', '补正经过'), ...WITHHELD],
  'notProcessed.petition': [],
  'notProcessed.repeated': need('条例36', '在先答复'),
  'notProcessed.publication': need('条例39', '获取途径'),
  'notProcessed.excessive': need('条例35', '理由'),
  'notProcessed.reconfirmation': [],
  'other.notCorrected': [
    ...need('条例30', '补正告知日期', '补正事项', '补正期限'),
    ...where('延长的补正期限', '条例30'),
  ],
  'other.feeUnpaid': need('条例42', '收费金额', '缴费期限'),
  'other.other': oneOf('条例36', '撤回日期', '理由'),
};

/** A reply that was given again names the one before it and why: the order, or the office's own reason. */
const REDONE = [
  ...where('重新答复', '条例36', '责令依据', '责令文书', '责令日期', '原答复日期'),
  ...where('自行纠正', '条例36', '纠正理由', '原答复日期'),
  ...where('责令履行', '条例36'),
];

const NOTICES: Readonly<Record<Exclude<TemplateName, `reply.${string}`>, readonly Requirement[]>> = {
  intake: [...ORGAN, ...need('条例31', '申请人', '申请编号', '收件日期', '收件事项')],
  receipt: [...ORGAN, ...APPLICANT, ...need('条例33', '答复期限')],
  correction: [...ORGAN, ...APPLICANT, ...need('条例30', '补正事项', '补正期限')],
  correctionExtension: [
    ...ORGAN,
    ...APPLICANT,
    ...need('条例30', '补正告知日期', '补正期限', '延长补正理由', '延长的补正期限'),
  ],
  extension: [
    ...ORGAN,
    ...APPLICANT,
    ...need('条例33', '延长工作日', '延期理由', '批准人'),
    ...where('延长后期限', '条例33'),
  ],
  thirdParty: [...ORGAN, ...need('条例32', '第三方'), ...ASKED],
  organ: [
    ...ORGAN,
    ...need('条例33', '征求意见机关', '是否共同制作'),
    ...where('共同制作', '条例34'),
    ...where('非共同制作', '条例33'),
    ...ASKED,
  ],
  reasons: [...ORGAN, ...APPLICANT, ...need('条例35', '数量频次情况')],
  delay: [...ORGAN, ...APPLICANT, ...need('条例35', '延迟理由', '延迟答复期限')],
  fee: [
    ...ORGAN,
    ...APPLICANT,
    ...need('国办函〔2020〕109号', '计费方式', '计费标准', '计费过程', '收费金额', '缴费方式'),
  ],
  thirdPartyDecision: [
    ...ORGAN,
    ...need('条例32', '第三方', '征求意见日期', '第三方不同意日期', '公开的依据'),
    ...where('公共利益', '条例32'),
    ...where('理由不成立', '条例32'),
    ...need('条例32', '决定公开的内容', '公开的理由'),
    ...ASKED,
  ],
  transfer: [
    ...ORGAN,
    ...need('条例36', '转送机关'),
    ...need('条例36', '无法提供部分').map((one) => ({ ...one, when: '部分转送' as const })),
    ...need('条例29', '收到日期'),
    ...ASKED,
  ],
  serviceSheet: [...NUMBERED, ...need('条例45', '送达文书', '送达文书文号', '受送达人')],
};

const REMEDIED = need('复议法23', '复议机关', '人民法院', '救济告知');

/** `remedied`: something was decided that can be attacked, so that art. 23(2) of the 复议法 asks for the remedy. */
export function requirementsOf(template: TemplateName, remedied: boolean): readonly Requirement[] {
  if (!isReply(template))
    return [...NOTICES[template], ...(remedied && template === 'thirdPartyDecision' ? REMEDIED : [])];
  const own = REPLIES[template.slice('reply.'.length) as Outcome];
  return [...ORGAN, ...APPLICANT, ...REDONE, ...own, ...(remedied ? REMEDIED : [])];
}

function isReply(template: TemplateName): template is `reply.${Outcome}` {
  return template.startsWith('reply.');
}

export function holds({ when }: Requirement, facts: Facts): boolean {
  return when === undefined || Boolean(facts[when]);
}

/** What is missing, in the order of the letter. */
export function missingFacts(facts: Facts, requirements: readonly Requirement[]): Missing[] {
  const missing = requirements
    .filter((one) => holds(one, facts) && !one.anyOf.some((fact) => facts[fact]))
    .map(({ anyOf, article }) => ({ fact: anyOf.join('或'), article }));
  return missing.filter(({ fact }, at) => missing.findIndex((one) => one.fact === fact) === at);
}

/** Others are told what is asked for, not by whom (个人信息保护法 art. 6: no more than the purpose needs). */
const NOT_FOR_OTHERS: readonly Fact[] = ['申请人', '代理人'];
const TO_OTHERS: readonly TemplateName[] = ['thirdParty', 'organ', 'thirdPartyDecision', 'transfer'];

export function mayAppear(fact: Fact, template: TemplateName): boolean {
  return !TO_OTHERS.includes(template) || !NOT_FOR_OTHERS.includes(fact);
}
