/** What several letters say alike. */

export const LAW = '《中华人民共和国政府信息公开条例》';
/** As it came, before anything was corrected. */
export const RECEIVED_FIRST =
  '本机关于{{收到日期}}收到{{称谓}}提交的政府信息公开申请（编号：{{申请编号}}）。申请公开的内容为：“{{申请内容}}”。';
export const RECEIVED =
  '本机关于{{收到日期}}收到{{称谓}}提交的政府信息公开申请（编号：{{申请编号}}）{{补正经过}}。申请公开的内容为：“{{申请内容}}”。';
/** A reply that was ordered: what it takes the place of, where there was one, and by whose decision. */
export const REDONE = [
  '{{如有 责令履行}}{{如有 责令文书}}现根据{{责令依据}}（{{责令文书}}，{{责令日期}}作出），作出答复。',
  '{{如有 责令履行}}{{如无 责令文书}}现根据{{责令依据}}（{{责令日期}}作出），作出答复。',
  '{{如有 重新答复}}本机关曾于{{原答复日期}}对该申请作出处理。现根据{{责令依据}}（{{责令文书}}，{{责令日期}}作出），重新作出答复。',
  '{{如有 自行纠正}}本机关曾于{{原答复日期}}对该申请作出处理。经复查，本机关自行纠正该处理，现重新作出答复。纠正的理由：{{纠正理由}}',
  '{{如有 原答复文号}}原文书的文号为{{原答复文号}}。',
] as const;
