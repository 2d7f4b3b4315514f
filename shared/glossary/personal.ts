/** Words of what people ask of their own data, and on what ground somebody looks at, or destroys, the data of others. */

/** On what ground somebody is shown in full what is half hidden. */
export const REVEAL_GROUNDS = {
  handling: '办理本件需要',
  identity: '核对身份',
  contact: '联系、送达',
  request: '答复本人查阅、复制、更正的请求',
  supervision: '监督检查、审计',
  other: '其他（须说明）',
} as const;
type RevealGround = keyof typeof REVEAL_GROUNDS;

export function isRevealGround(text: string): text is RevealGround {
  return Object.hasOwn(REVEAL_GROUNDS, text);
}
