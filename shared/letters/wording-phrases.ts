/** What several letters say alike. */

/** `to` is whom the letter is addressed to. */
export type Wording = { readonly title: string; readonly to: string; readonly body: readonly string[] };

export const LAW = '《中华人民共和国政府信息公开条例》';
/** As it came, before anything was corrected. */
export const RECEIVED_FIRST =
  '本机关于{{收到日期}}收到{{称谓}}提交的政府信息公开申请（编号：{{申请编号}}）。申请公开的内容为：“{{申请内容}}”。';
export const RECEIVED =
  '本机关于{{收到日期}}收到{{称谓}}提交的政府信息公开申请（编号：{{申请编号}}）{{补正经过}}。申请公开的内容为：“{{申请内容}}”。';
