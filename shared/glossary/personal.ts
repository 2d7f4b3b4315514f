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

/** 个人信息保护法44 ff.: what somebody asks about the data of oneself. `expired`: the office itself, whose period has run out. */
export const REQUEST_KINDS = {
  access: '查阅、复制',
  correction: '更正、补充',
  erasure: '删除',
  expired: '保管期限届满处置',
} as const;
export type RequestKind = keyof typeof REQUEST_KINDS;

/** On what ground data are destroyed (个人信息保护法47). */
export const ERASURE_GROUNDS = {
  purposeEnded: '处理目的已实现、无法实现或者不再必要（第一项）',
  retentionOver: '保存期限已届满（第二项）',
  consentWithdrawn: '个人撤回同意（第三项）',
  unlawful: '违反法律、行政法规或者约定处理（第四项）',
  law: '法律、行政法规规定的其他情形（第五项）',
} as const;
export type ErasureGround = keyof typeof ERASURE_GROUNDS;

/** Those that go before a case that is open and before a period that still runs. */
const OVERRIDING: readonly ErasureGround[] = ['unlawful', 'law'];

export function isOverriding(ground: ErasureGround): boolean {
  return OVERRIDING.includes(ground);
}

export const REQUEST_OUTCOMES = {
  given: '已提供',
  done: '已更正、补充',
  partly: '部分办理',
  refused: '不予办理，已说明理由',
} as const;
export type RequestOutcome = keyof typeof REQUEST_OUTCOMES;
