/** Which facts the law wants in which letter. A letter that lacks one is not printed. */
import type { Outcome } from '#shared/glossary.ts';
import type { Fact, Facts, TemplateName } from './letters.ts';

/** One of `anyOf` must be known. */
export type Requirement = { readonly anyOf: readonly Fact[]; readonly article: string };
export type Missing = { readonly fact: string; readonly article: string };

const need = (article: string, ...facts: readonly Fact[]): Requirement[] =>
  facts.map((fact) => ({ anyOf: [fact], article }));
const oneOf = (article: string, ...anyOf: readonly Fact[]): Requirement[] => [{ anyOf, article }];

/** A document of an organ shows who speaks, under which number, on which day (党政机关公文处理工作条例 art. 9). */
const ORGAN = need('公文处理条例9', '机关名称', '文号', '成文日期');
const ASKED = need('条例29', '申请编号', '申请内容');
const APPLICANT = [...need('条例29', '申请人', '收到日期'), ...ASKED];

const REPLIES: Readonly<Record<Outcome, readonly Requirement[]>> = {
  disclosed: oneOf('条例36', '提供方式', '获取途径'),
  partiallyDisclosed: [...need('条例37', '提供方式', '不予公开部分', '理由')],
  'refused.stateSecret': need('条例36', '理由'),
  'refused.prohibitedByLaw': need('条例36', '理由'),
  'refused.endangersStability': need('条例36', '理由'),
  'refused.thirdPartyRights': need('条例36', '理由'),
  'refused.internalAffairs': need('条例36', '理由'),
  'refused.processInformation': need('条例36', '理由'),
  'refused.enforcementFile': need('条例36', '理由'),
  'refused.administrativeQuery': need('条例36', '获取途径'),
  'unavailable.notHeld': oneOf('条例36', '检索情况', '负责机关', '理由'),
  'unavailable.mustBeCreated': [],
  'unavailable.stillUnclear': need('条例30', '补正经过'),
  'notProcessed.petition': [],
  'notProcessed.repeated': need('条例36', '在先答复'),
  'notProcessed.publication': need('条例39', '获取途径'),
  'notProcessed.excessive': need('条例35', '理由'),
  'notProcessed.reconfirmation': [],
  'other.notCorrected': need('条例30', '补正告知日期', '补正事项', '补正期限'),
  'other.feeUnpaid': need('条例42', '收费金额', '缴费期限'),
  'other.other': oneOf('条例36', '撤回日期', '理由'),
};

const NOTICES: Readonly<Record<Exclude<TemplateName, `reply.${string}`>, readonly Requirement[]>> = {
  receipt: [...APPLICANT, ...need('条例33', '答复期限')],
  correction: [...APPLICANT, ...need('条例30', '补正事项', '补正期限')],
  extension: [...APPLICANT, ...need('条例33', '延长工作日', '延期理由', '批准人', '延长后期限')],
  thirdParty: [...need('条例32', '第三方'), ...ASKED],
  organ: [...need('条例34', '征求意见机关'), ...ASKED],
  fee: [
    ...APPLICANT,
    ...need('国办函〔2020〕109号', '计费方式', '计费标准', '计费过程', '收费金额', '缴费期限', '缴费方式'),
  ],
};

/** `remedied`: something was decided against the applicant, so that art. 23(2) of the 复议法 asks for the remedy. */
export function requirementsOf(template: TemplateName, remedied: boolean): readonly Requirement[] {
  if (!isReply(template)) return [...ORGAN, ...NOTICES[template]];
  const remedies = remedied ? need('复议法23', '复议机关', '人民法院', '救济告知') : [];
  return [...ORGAN, ...APPLICANT, ...REPLIES[template.slice('reply.'.length) as Outcome], ...remedies];
}

function isReply(template: TemplateName): template is `reply.${Outcome}` {
  return template.startsWith('reply.');
}

/** What is missing, in the order of the letter. */
export function missingFacts(facts: Facts, requirements: readonly Requirement[]): Missing[] {
  return requirements
    .filter(({ anyOf }) => !anyOf.some((fact) => facts[fact]))
    .map(({ anyOf, article }) => ({ fact: anyOf.join('或'), article }));
}

/** A third party is told what is asked for, not by whom (个人信息保护法 art. 6: no more than the purpose needs). */
const NOT_FOR_OTHERS: readonly Fact[] = ['申请人', '代理人'];

export function mayAppear(fact: Fact, template: TemplateName): boolean {
  return !(template === 'thirdParty' || template === 'organ') || !NOT_FOR_OTHERS.includes(fact);
}
