/** The words of the replies, one for each row 3.1 … 3.6.3 of table 三. */
import type { Outcome } from '#shared/glossary.ts';
import type { Wording } from '#shared/letters/letter-layout.ts';

/** What several letters say alike. */
export const LAW = '《中华人民共和国政府信息公开条例》';
export const RECEIVED =
  '本机关于{{收到日期}}收到{{称谓}}提交的政府信息公开申请（编号：{{申请编号}}）{{补正经过}}。申请公开的内容为：“{{申请内容}}”。';

const REPLY = '政府信息公开申请答复书';
const NO_LONGER = '政府信息公开申请不再处理告知书';
const EXAMINED = '经审查，现答复如下：';
const REMEDY = '{{救济告知}}';
const MORE = '{{补充说明}}';
const REASON = '不予公开的理由：{{理由}}';

/** A refusal: what the information is, the article, the reasons (条例 art. 36(3)). */
function refused(what: string, article: string): readonly string[] {
  return [
    RECEIVED,
    EXAMINED,
    `${what}根据${LAW}${article}、第三十六条第三项的规定，本机关决定不予公开。`,
    REASON,
    MORE,
    REMEDY,
  ];
}

function answered(...body: readonly string[]): readonly string[] {
  return [RECEIVED, EXAMINED, ...body, MORE, REMEDY];
}

const BODIES: Readonly<Record<Outcome, readonly string[]>> = {
  disclosed: answered(
    `{{如有 获取途径}}{{称谓}}申请公开的政府信息已经主动公开。根据${LAW}第三十六条第一项的规定，现告知获取该政府信息的方式、途径：{{获取途径}}`,
    `{{如有 提供方式}}{{称谓}}申请公开的政府信息可以公开。根据${LAW}第三十六条第二项的规定，本机关向{{称谓}}提供该政府信息，提供方式为{{提供方式}}。`,
  ),
  partiallyDisclosed: answered(
    `{{称谓}}申请公开的政府信息中含有不应当公开的内容，但能够作区分处理。根据${LAW}第三十七条的规定，本机关向{{称谓}}提供可以公开的政府信息内容，提供方式为{{提供方式}}。`,
    '对下列内容，本机关不予公开：{{不予公开部分}}',
    REASON,
  ),
  'refused.stateSecret': refused('{{称谓}}申请公开的信息属于依法确定为国家秘密的政府信息。', '第十四条'),
  'refused.prohibitedByLaw': refused(
    '{{称谓}}申请公开的信息属于法律、行政法规禁止公开的政府信息。',
    '第十四条',
  ),
  'refused.endangersStability': refused(
    '{{称谓}}申请公开的信息公开后可能危及国家安全、公共安全、经济安全、社会稳定。',
    '第十四条',
  ),
  'refused.thirdPartyRights': refused(
    '{{称谓}}申请公开的信息涉及商业秘密、个人隐私等，公开会对第三方合法权益造成损害。',
    '第十五条、第三十二条',
  ),
  'refused.internalAffairs': refused(
    '{{称谓}}申请公开的信息属于本机关的内部事务信息，包括人事管理、后勤管理、内部工作流程等方面的信息。',
    '第十六条第一款',
  ),
  'refused.processInformation': refused(
    '{{称谓}}申请公开的信息属于本机关在履行行政管理职能过程中形成的讨论记录、过程稿、磋商信函、请示报告等过程性信息。',
    '第十六条第二款',
  ),
  'refused.enforcementFile': refused('{{称谓}}申请公开的信息属于行政执法案卷信息。', '第十六条第二款'),
  'refused.administrativeQuery': answered(
    `{{称谓}}申请公开的信息属于有关法律、行政法规对信息的获取有特别规定的行政查询事项。根据${LAW}第三十六条第七项的规定，现告知{{称谓}}依照有关法律、行政法规的规定办理。`,
    '查询的依据和途径：{{获取途径}}',
  ),
  'unavailable.notHeld': answered(
    `{{如有 负责机关}}{{称谓}}申请公开的政府信息不属于本机关负责公开。根据${LAW}第三十六条第五项的规定，现将负责公开该政府信息的行政机关的名称、联系方式告知如下：{{负责机关}}`,
    `{{如无 负责机关}}经检索，本机关没有{{称谓}}申请公开的信息，该政府信息不存在。根据${LAW}第三十六条第四项的规定，现予告知。`,
    '{{如有 检索情况}}检索情况：{{检索情况}}',
    '{{如有 理由}}理由：{{理由}}',
  ),
  'unavailable.mustBeCreated': answered(
    `{{称谓}}申请公开的信息，本机关没有现成信息，需要对现有政府信息进行加工、分析。根据${LAW}第三十八条的规定，本机关无法提供。`,
    '{{如有 理由}}理由：{{理由}}',
  ),
  'unavailable.stillUnclear': answered(
    `经补正，{{称谓}}的申请内容仍不明确，本机关不能据此确定所申请的政府信息。根据${LAW}第二十九条、第三十条的规定，本机关无法提供。`,
    '{{如有 理由}}理由：{{理由}}',
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
    `{{如有 要求说明理由日期}}{{称谓}}申请公开政府信息的数量、频次明显超过合理范围，本机关于{{要求说明理由日期}}要求说明理由，认为申请理由不合理。根据${LAW}第三十五条的规定，本机关不予处理。`,
    `{{如无 要求说明理由日期}}{{称谓}}申请公开政府信息的数量、频次明显超过合理范围，没有正当理由。根据${LAW}第三十五条的规定，本机关不予处理。`,
    '理由：{{理由}}',
  ),
  'notProcessed.reconfirmation': answered(
    '{{称谓}}的申请内容为要求行政机关对已获取的政府信息予以确认或者重新出具，不属于申请公开政府信息，本机关不予处理。',
    '{{如有 理由}}理由：{{理由}}',
  ),
  'other.notCorrected': [
    RECEIVED,
    `本机关于{{补正告知日期}}告知{{称谓}}在{{补正期限}}前（含当日）对下列事项作出补正：{{补正事项}}`,
    `{{称谓}}无正当理由逾期不补正。根据${LAW}第三十条的规定，视为放弃申请，本机关不再处理该政府信息公开申请。`,
    MORE,
    REMEDY,
  ],
  'other.feeUnpaid': [
    RECEIVED,
    `本机关依照${LAW}第四十二条和《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）的规定，通知{{称谓}}在{{缴费期限}}前（含当日）缴纳信息处理费{{收费金额}}元。`,
    '{{称谓}}逾期未按照收费通知要求缴纳费用，视为放弃申请，本机关不再处理该政府信息公开申请。',
    MORE,
    REMEDY,
  ],
  'other.other': [
    RECEIVED,
    '{{如有 撤回日期}}{{称谓}}于{{撤回日期}}撤回该申请，本机关终止办理。',
    '{{如无 撤回日期}}经审查，本机关对该申请作如下处理：{{理由}}',
    MORE,
    REMEDY,
  ],
};

const NOT_PROCESSED_FURTHER: readonly Outcome[] = ['other.notCorrected', 'other.feeUnpaid'];

export function replyWording(template: `reply.${Outcome}`): Wording {
  const outcome = template.slice('reply.'.length) as Outcome;
  const title = NOT_PROCESSED_FURTHER.includes(outcome) ? NO_LONGER : REPLY;
  return { title, to: '{{申请人}}', body: BODIES[outcome] };
}
