/**
 * The words of the letters as they come with the product. An office edits them in Word; what stands between double
 * braces is filled from the case. A paragraph that begins with {{如有 X}} or {{如无 X}} is kept only when the fact X is
 * known or unknown, and one that holds nothing but an unknown fact is left out.
 */
import { LETTER_TITLES, type TemplateName } from '#shared/disclosure/letters.ts';
import type { Wording } from '#shared/letters/letter-layout.ts';
import { ON_THE_WAY } from './wording-notices.ts';
import { TO_OTHERS } from './wording-others.ts';
import { LAW, RECEIVED, RECEIVED_FIRST } from './wording-phrases.ts';
import { replyWording } from './wording-replies.ts';

const EXTENDED = `因{{延期理由}}，本机关无法在法定期限内作出答复。根据${LAW}第三十三条第二款的规定，经本机关政府信息公开工作机构负责人（{{批准人}}）同意，延长{{延长工作日}}个工作日予以答复`;

const NOTICES: Readonly<Record<Exclude<TemplateName, `reply.${string}`>, Wording>> = {
  receipt: {
    title: LETTER_TITLES.receipt,
    to: '{{申请人}}',
    body: [
      '本机关于{{收到日期}}收到{{称谓}}提交的政府信息公开申请，现予登记，申请编号为{{申请编号}}。申请公开的内容为：“{{申请内容}}”。',
      '{{如有 申请渠道}}提交方式：{{申请渠道}}。',
      `根据${LAW}第三十三条的规定，本机关将在收到申请之日起20个工作日内，即{{答复期限}}前（含当日）予以答复。需要补正申请内容、征求第三方和其他机关意见或者延长答复期限的，答复期限依照该条例第三十条、第三十三条的规定计算；需要补正或者延长答复期限的，本机关将另行告知。`,
      '特此告知。',
    ],
  },
  correction: {
    title: LETTER_TITLES.correction,
    to: '{{申请人}}',
    body: [
      RECEIVED_FIRST,
      `经审查，该申请的内容不明确。根据${LAW}第三十条的规定，现一次性告知{{称谓}}对下列事项作出补正：`,
      '{{补正事项}}',
      '请于{{补正期限}}前（含当日）将补正材料提交本机关。答复期限自本机关收到补正的申请之日起计算。无正当理由逾期不补正的，视为放弃申请，本机关不再处理该政府信息公开申请。',
      '特此告知。',
    ],
  },
  extension: {
    title: LETTER_TITLES.extension,
    to: '{{申请人}}',
    body: [
      RECEIVED,
      `{{如有 延长后期限}}${EXTENDED}，即答复期限延长至{{延长后期限}}。`,
      `{{如无 延长后期限}}${EXTENDED}；征求意见所需时间不计算在答复期限内。`,
      '特此告知。',
    ],
  },
  ...TO_OTHERS,
  ...ON_THE_WAY,
};

export function wordingOf(template: TemplateName): Wording {
  return isReply(template) ? replyWording(template) : NOTICES[template];
}

function isReply(template: TemplateName): template is Extract<TemplateName, `reply.${string}`> {
  return template.startsWith('reply.');
}
