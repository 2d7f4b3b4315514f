/** The words of the replies, one for each row 3.1 … 3.6.3 of table 三. */
import { LETTER_TITLES, NO_LONGER_TITLE } from '#shared/disclosure/letters.ts';
import type { Outcome } from '#shared/glossary.ts';
import type { Wording } from '#shared/letters/letter-layout.ts';
import { LAW, RECEIVED, REDONE } from './wording-phrases.ts';

const EXAMINED = '经审查，现答复如下：';
const REMEDY = '{{救济告知}}';
const MORE = '{{补充说明}}';
const REASON = '不予公开的理由：{{理由}}';

/** The part that is not given (条例 art. 36(3)), in a reply that says something else as well. */
const WITHHELD = [
  '{{如有 不予公开情形}}对下列内容，本机关不予公开：{{不予公开部分}}',
  `{{如有 不予公开情形}}上述内容{{不予公开情形}}。根据${LAW}{{依据条款}}、第三十六条第三项的规定，本机关决定不予公开。`,
  '{{如有 法律禁止公开}}禁止公开的规定：{{禁止公开的规定}}',
  '{{如有 不予公开情形}}不予公开的理由：{{理由}}',
] as const;
/** Where the reasons of what is withheld are told, they are not told again. */
const REASON_ALONE = '{{如无 不予公开情形}}{{如有 理由}}理由：{{理由}}';
/** The part that cannot be provided, or not by this office (条例 arts. 36(4), (5), (7), 38). */
const LACKING = [
  '{{如有 无法提供情形}}对下列内容，本机关无法提供：{{无法提供部分}}',
  `{{如有 无法提供情形}}上述内容{{无法提供情形}}，适用${LAW}{{无法提供条款}}的规定。`,
  '{{如有 信息不存在}}检索情况：{{检索情况}}',
  '{{如有 无法提供情形}}{{如有 无法提供的理由}}无法提供的理由：{{无法提供的理由}}',
  '{{如有 非本机关负责}}{{如有 负责机关}}负责公开的行政机关的名称、联系方式：{{负责机关}}',
  '{{如有 另有规定}}查询的依据和途径：{{获取途径}}',
] as const;

/** A refusal: what the information is said to be, the articles, the reasons (条例 art. 36(3)). */
const REFUSED: readonly string[] = [
  RECEIVED,
  ...REDONE,
  EXAMINED,
  `{{称谓}}申请公开的信息{{不予公开情形}}。根据${LAW}{{依据条款}}、第三十六条第三项的规定，本机关决定不予公开。`,
  '{{如有 法律禁止公开}}禁止公开的规定：{{禁止公开的规定}}',
  REASON,
  ...LACKING,
  MORE,
  REMEDY,
];

function answered(...body: readonly string[]): readonly string[] {
  return [RECEIVED, ...REDONE, EXAMINED, ...body, MORE, REMEDY];
}

const BODIES: Readonly<Record<Outcome, readonly string[]>> = {
  disclosed: answered(
    `{{如有 已主动公开}}{{称谓}}申请公开的政府信息已经主动公开。根据${LAW}第三十六条第一项的规定，现告知获取该政府信息的方式、途径：{{获取途径}}`,
    `{{如有 可以公开}}{{称谓}}申请公开的政府信息可以公开。根据${LAW}第三十六条第二项的规定，本机关向{{称谓}}提供该政府信息，提供方式为{{提供方式}}。`,
    `{{如有 告知获取}}{{称谓}}申请公开的政府信息可以公开。根据${LAW}第三十六条第二项的规定，现告知获取该政府信息的方式、途径：{{获取途径}}`,
    '{{如有 告知获取}}获取的时间：{{获取时间}}',
  ),
  partiallyDisclosed: answered(
    `{{称谓}}申请公开的政府信息能够作区分处理。根据${LAW}第三十七条的规定，本机关向{{称谓}}提供可以公开的政府信息内容，提供方式为{{提供方式}}。`,
    ...WITHHELD,
    ...LACKING,
  ),
  'refused.stateSecret': REFUSED,
  'refused.prohibitedByLaw': REFUSED,
  'refused.endangersStability': REFUSED,
  'refused.thirdPartyRights': REFUSED,
  'refused.internalAffairs': REFUSED,
  'refused.processInformation': REFUSED,
  'refused.enforcementFile': REFUSED,
  'refused.administrativeQuery': answered(
    `{{称谓}}申请公开的信息属于有关法律、行政法规对信息的获取有特别规定的行政查询事项。根据${LAW}第三十六条第七项的规定，现告知{{称谓}}依照有关法律、行政法规的规定办理。`,
    '查询的依据和途径：{{获取途径}}',
    ...WITHHELD,
  ),
  'unavailable.notHeld': answered(
    `{{如有 信息不存在}}经检索，本机关没有{{称谓}}申请公开的信息，该政府信息不存在。根据${LAW}第三十六条第四项的规定，现予告知。`,
    '{{如有 信息不存在}}检索情况：{{检索情况}}',
    `{{如有 非本机关负责}}{{称谓}}申请公开的政府信息不属于本机关负责公开。根据${LAW}第三十六条第五项的规定，现予告知。`,
    '{{如有 非本机关负责}}{{如有 负责机关}}负责公开该政府信息的行政机关的名称、联系方式：{{负责机关}}',
    REASON_ALONE,
    ...WITHHELD,
  ),
  'unavailable.mustBeCreated': answered(
    `{{称谓}}申请公开的信息，本机关没有现成信息，需要对现有政府信息进行加工、分析。根据${LAW}第三十八条的规定，本机关不予提供。`,
    REASON_ALONE,
    ...WITHHELD,
  ),
  'unavailable.stillUnclear': answered(
    `经补正，{{称谓}}的申请内容仍不明确，本机关不能据此确定所申请的政府信息。根据${LAW}第二十九条、第三十条的规定，本机关无法提供。`,
    REASON_ALONE,
    ...WITHHELD,
  ),
  'notProcessed.petition': answered(
    `{{称谓}}以政府信息公开申请的形式进行信访、投诉、举报等活动。根据${LAW}第三十九条第一款的规定，本机关不作为政府信息公开申请处理。`,
    '{{如有 获取途径}}{{称谓}}可以通过下列渠道提出：{{获取途径}}',
  ),
  'notProcessed.repeated': answered(
    `本机关已就{{称谓}}提出的相同内容的政府信息公开申请作出答复（{{在先答复}}）。根据${LAW}第三十六条第六项的规定，本机关不予重复处理。`,
  ),
  'notProcessed.publication': answered(
    `{{称谓}}的申请内容为要求行政机关提供政府公报、报刊、书籍等公开出版物。根据${LAW}第三十九条第二款的规定，现告知获取的途径：{{获取途径}}`,
  ),
  'notProcessed.excessive': answered(
    `{{如有 理由说明日期}}{{称谓}}申请公开政府信息的数量、频次明显超过合理范围，本机关于{{要求说明理由日期}}要求说明理由，{{称谓}}于{{理由说明日期}}作了说明。经审查，本机关认为申请理由不合理。根据${LAW}第三十五条的规定，本机关不予处理。`,
    `{{如有 未说明理由}}{{称谓}}申请公开政府信息的数量、频次明显超过合理范围，本机关于{{要求说明理由日期}}要求说明理由，至今没有收到说明。根据${LAW}第三十五条的规定，本机关不予处理。`,
    `{{如无 要求说明理由日期}}{{称谓}}申请公开政府信息的数量、频次明显超过合理范围，本机关认为申请理由不合理。根据${LAW}第三十五条的规定，本机关不予处理。`,
    '理由：{{理由}}',
  ),
  'notProcessed.reconfirmation': answered(
    '{{称谓}}的申请内容为要求行政机关对已获取的政府信息予以确认或者重新出具，不属于申请公开政府信息，本机关不予处理。',
    '{{如有 理由}}理由：{{理由}}',
  ),
  'other.notCorrected': [
    RECEIVED,
    ...REDONE,
    `本机关于{{补正告知日期}}告知{{称谓}}在{{补正期限}}前（含当日）对下列事项作出补正：{{补正事项}}`,
    '{{如有 延长的补正期限}}补正期限经{{称谓}}申请延长至{{延长的补正期限}}。',
    `{{称谓}}无正当理由逾期不补正。根据${LAW}第三十条的规定，视为放弃申请，本机关不再处理该政府信息公开申请。`,
    MORE,
    REMEDY,
  ],
  'other.feeUnpaid': [
    RECEIVED,
    ...REDONE,
    `本机关依照${LAW}第四十二条和《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）的规定，通知{{称谓}}在{{缴费期限}}前（含当日）缴纳信息处理费{{收费金额}}元。`,
    '{{称谓}}逾期未按照收费通知要求缴纳费用，视为放弃申请，本机关不再处理该政府信息公开申请。',
    MORE,
    REMEDY,
  ],
  'other.other': [
    RECEIVED,
    ...REDONE,
    '{{如有 撤回日期}}{{称谓}}于{{撤回日期}}撤回该申请，本机关终止办理。',
    '{{如无 撤回日期}}经审查，本机关对该申请作如下处理：{{理由}}',
    MORE,
    REMEDY,
  ],
};

const NOT_PROCESSED_FURTHER: readonly Outcome[] = ['other.notCorrected', 'other.feeUnpaid'];

export function replyWording(template: `reply.${Outcome}`): Wording {
  const outcome = template.slice('reply.'.length) as Outcome;
  const title = NOT_PROCESSED_FURTHER.includes(outcome) ? NO_LONGER_TITLE : LETTER_TITLES.reply;
  return { title, to: '{{申请人}}', body: BODIES[outcome] };
}
