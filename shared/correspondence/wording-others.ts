/** The words of the letters that go to others than the applicant: none of them says who asks. */
import { LETTER_TITLES } from '#shared/disclosure/letters.ts';
import type { Wording } from '#shared/letters/letter-layout.ts';
import { LAW } from './wording-phrases.ts';

const ASKED_OF_US =
  '本机关收到一件政府信息公开申请（编号：{{申请编号}}），申请公开的内容为：“{{申请内容}}”。';
const PLEASE = '请予支持，并函复本机关。';

export const TO_OTHERS = {
  thirdParty: {
    title: LETTER_TITLES.thirdParty,
    to: '{{第三方}}',
    body: [
      `${ASKED_OF_US}经审查，公开该政府信息可能损害贵方合法权益。`,
      `根据${LAW}第三十二条的规定，现就是否同意公开上述政府信息征求贵方意见。请自收到本函之日起15个工作日内，以书面形式向本机关提出意见；不同意公开的，请说明理由并提供相关材料。`,
      '{{如有 征求意见期限}}按本函送达日期计算，提出意见的期限至{{征求意见期限}}。',
      '逾期未提出意见的，由本机关依照该条例的规定决定是否公开。贵方不同意公开且有合理理由的，本机关不予公开；本机关认为不公开可能对公共利益造成重大影响的，可以决定予以公开，并将决定公开的政府信息内容和理由书面告知贵方。',
      PLEASE,
    ],
  },
  organ: {
    title: LETTER_TITLES.organ,
    to: '{{征求意见机关}}',
    body: [
      ASKED_OF_US,
      `{{如有 共同制作}}经审查，该信息由本机关牵头、与贵单位共同制作。根据${LAW}第三十四条的规定，现就该信息是否公开征求贵单位意见。请自收到本函之日起15个工作日内书面提出意见；逾期未提出意见的，视为同意公开。`,
      `{{如有 非共同制作}}为依法作出答复，现就该信息是否公开征求贵单位意见。根据${LAW}第三十三条第三款的规定，征求意见所需时间不计算在答复期限内，请尽快书面提出意见并说明依据和理由。`,
      PLEASE,
    ],
  },
  thirdPartyDecision: {
    title: LETTER_TITLES.thirdPartyDecision,
    to: '{{第三方}}',
    body: [
      ASKED_OF_US,
      '本机关于{{征求意见日期}}就是否同意公开上述政府信息书面征求贵方意见。贵方于{{第三方不同意日期}}提出意见，不同意公开。',
      `{{如有 公共利益}}经审查，本机关认为不公开该政府信息可能对公共利益造成重大影响。根据${LAW}第三十二条的规定，本机关决定予以公开，现将决定公开的政府信息内容和理由告知贵方。`,
      `{{如有 理由不成立}}经审查，本机关认为贵方不同意公开的理由不合理。根据${LAW}第三十二条的规定，本机关决定予以公开，现将决定公开的政府信息内容和理由告知贵方。`,
      '决定公开的政府信息内容：{{决定公开的内容}}',
      '理由：{{公开的理由}}',
      '{{补充说明}}',
      '{{救济告知}}',
    ],
  },
  transfer: {
    title: LETTER_TITLES.transfer,
    to: '{{转送机关}}',
    body: [
      '本机关于{{收到日期}}收到一件政府信息公开申请（编号：{{申请编号}}），申请公开的内容为：“{{申请内容}}”。经审查，该政府信息不属于本机关负责公开。',
      `{{如有 答复日期}}本机关已于{{答复日期}}根据${LAW}第三十六条第五项的规定答复申请人。`,
      '现将该申请的情况函告贵单位，请依法处理。',
      '{{如有 转送材料}}随函转送的材料：{{转送材料}}',
      '{{补充说明}}',
    ],
  },
} as const satisfies Readonly<Record<string, Wording>>;
