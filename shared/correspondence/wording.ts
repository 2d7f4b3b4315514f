/**
 * The words of the letters as they come with the product. An office edits them in Word; what stands between double
 * braces is filled from the case. A paragraph that begins with {{如有 X}} or {{如无 X}} is kept only when the fact X is
 * known or unknown, and one that holds nothing but an unknown fact is left out.
 */
import type { TemplateName } from '#shared/disclosure/letters.ts';
import type { Wording } from '#shared/letters/letter-layout.ts';
import { LAW, RECEIVED, replyWording } from './wording-replies.ts';

/** As it came, before anything was corrected. */
const RECEIVED_FIRST =
  '本机关于{{收到日期}}收到{{称谓}}提交的政府信息公开申请（编号：{{申请编号}}）。申请公开的内容为：“{{申请内容}}”。';

const NOTICES: Readonly<Record<Exclude<TemplateName, `reply.${string}`>, Wording>> = {
  receipt: {
    title: '政府信息公开申请登记回执',
    to: '{{申请人}}',
    body: [
      '本机关于{{收到日期}}收到{{称谓}}提交的政府信息公开申请，现予登记，申请编号为{{申请编号}}。申请公开的内容为：“{{申请内容}}”。',
      '{{如有 申请渠道}}提交方式：{{申请渠道}}。',
      `根据${LAW}第三十三条的规定，本机关将在收到申请之日起20个工作日内，即{{答复期限}}前（含当日）予以答复。需要补正申请内容、征求第三方和其他机关意见或者延长答复期限的，答复期限依照该条例第三十条、第三十三条的规定计算，本机关将另行告知。`,
      '特此告知。',
    ],
  },
  correction: {
    title: '政府信息公开申请补正告知书',
    to: '{{申请人}}',
    body: [
      RECEIVED_FIRST,
      `经审查，该申请的内容不明确或者不完整。根据${LAW}第三十条的规定，请{{称谓}}对下列事项作出补正：`,
      '{{补正事项}}',
      '请于{{补正期限}}前（含当日）将补正材料提交本机关。答复期限自本机关收到补正的申请之日起计算。无正当理由逾期不补正的，视为放弃申请，本机关不再处理该政府信息公开申请。',
      '特此告知。',
    ],
  },
  extension: {
    title: '政府信息公开申请延期答复告知书',
    to: '{{申请人}}',
    body: [
      RECEIVED,
      `因{{延期理由}}，本机关无法在法定期限内作出答复。根据${LAW}第三十三条第二款的规定，经本机关政府信息公开工作机构负责人（{{批准人}}）同意，延长{{延长工作日}}个工作日予以答复，即答复期限延长至{{延长后期限}}。`,
      '特此告知。',
    ],
  },
  thirdParty: {
    title: '政府信息公开征求第三方意见函',
    to: '{{第三方}}',
    body: [
      '本机关收到一件政府信息公开申请（编号：{{申请编号}}），申请公开的内容为：“{{申请内容}}”。经审查，该内容涉及贵方的商业秘密或者个人隐私，公开可能损害贵方合法权益。',
      `根据${LAW}第三十二条的规定，现就是否同意公开上述政府信息征求贵方意见。请自收到本函之日起15个工作日内，以书面形式向本机关提出意见；不同意公开的，请说明理由并提供相关材料。`,
      '{{如有 征求意见期限}}按本函送达日期计算，提出意见的期限至{{征求意见期限}}。',
      '逾期未提出意见的，由本机关依照该条例的规定决定是否公开。贵方不同意公开且有合理理由的，本机关不予公开；本机关认为不公开可能对公共利益造成重大影响的，可以决定予以公开，并将决定公开的政府信息内容和理由书面告知贵方。',
      '请予支持，并函复本机关。',
    ],
  },
  organ: {
    title: '关于征求政府信息公开意见的函',
    to: '{{征求意见机关}}',
    body: [
      '本机关收到一件政府信息公开申请（编号：{{申请编号}}），申请公开的内容为：“{{申请内容}}”。经审查，该信息由本机关牵头、与贵单位共同制作。',
      `根据${LAW}第三十四条的规定，现就该信息是否公开征求贵单位意见。请自收到本函之日起15个工作日内书面提出意见；逾期未提出意见的，视为同意公开。`,
      '请予支持，并函复本机关。',
    ],
  },
  fee: {
    title: '政府信息公开信息处理费收费通知书',
    to: '{{申请人}}',
    body: [
      RECEIVED,
      `因申请公开政府信息的数量、频次明显超过合理范围，根据${LAW}第四十二条和《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）的规定，本机关决定收取信息处理费。现将有关事项通知如下：`,
      '一、计费方式：{{计费方式}}。',
      '二、收费标准：{{计费标准}}。',
      '三、计算过程：{{计费过程}}。',
      '四、应缴金额：人民币{{收费金额}}元（大写：{{收费金额大写}}）。',
      '五、缴费方式：{{缴费方式}}。',
      '六、缴费期限：自收到本通知次日起20个工作日内，按本通知送达日期计算，至{{缴费期限}}。',
      '逾期未按要求缴费的，视为放弃申请，本机关不再处理该政府信息公开申请。答复期限自{{称谓}}缴清费用的次日起{{缴费后计算}}。',
      '特此通知。',
    ],
  },
};

export function wordingOf(template: TemplateName): Wording {
  return isReply(template) ? replyWording(template) : NOTICES[template];
}

function isReply(template: TemplateName): template is Extract<TemplateName, `reply.${string}`> {
  return template.startsWith('reply.');
}
