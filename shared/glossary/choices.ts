/** The closed lists that an office chooses from: each key with its label, in the order in which they are offered. */

import { keysOf } from '#shared/kernel/keys.ts';

/** How an application came in (条例29, 31). */
export const CHANNEL_LABELS = { inPerson: '当面', post: '邮寄', online: '网络', fax: '传真' } as const;
export type Channel = keyof typeof CHANNEL_LABELS;
export const CHANNELS = keysOf(CHANNEL_LABELS);

/** What callers say when they are asked. */
export const SATISFACTION_LABELS = {
  satisfied: '满意',
  fairlySatisfied: '基本满意',
  dissatisfied: '不满意',
  unreached: '未接通',
  unrated: '未评价',
} as const;
export type Satisfaction = keyof typeof SATISFACTION_LABELS;
export const SATISFACTIONS = keysOf(SATISFACTION_LABELS);

export const APPEAL_KIND_LABELS = { review: '行政复议', suit: '行政诉讼' } as const;
export type AppealKind = keyof typeof APPEAL_KIND_LABELS;
export const APPEAL_KINDS = keysOf(APPEAL_KIND_LABELS);

export const ROUTE_LABELS = { direct: '未经复议直接起诉', afterReview: '复议后起诉' } as const;
export type AppealRoute = keyof typeof ROUTE_LABELS;
export const APPEAL_ROUTES = keysOf(ROUTE_LABELS);

/** Disclosure cases may be heard in the simplified procedure (复议法53(4), 行诉法82). */
export const PROCEDURE_LABELS = { ordinary: '普通程序', simplified: '简易程序' } as const;
export type AppealProcedure = keyof typeof PROCEDURE_LABELS;
export const APPEAL_PROCEDURES = keysOf(PROCEDURE_LABELS);

/** How a paper reaches the person it is for: 民诉法87, 91, 90, 95. */
export const SERVICE_WAY_LABELS = {
  inPerson: '直接送达',
  post: '邮寄送达',
  electronic: '电子送达',
  publicNotice: '公告送达',
} as const;
export type ServiceWay = keyof typeof SERVICE_WAY_LABELS;

/** The columns of table 四 that a case ends under. */
export const APPEAL_OUTCOME_LABELS = {
  upheld: '结果维持',
  corrected: '结果纠正',
  other: '其他结果',
} as const;
export type AppealOutcome = keyof typeof APPEAL_OUTCOME_LABELS;
export const APPEAL_OUTCOMES = keysOf(APPEAL_OUTCOME_LABELS);

/** What becomes of a request to correct a record about oneself (条例41). */
export const AMENDMENT_DECISION_LABELS = {
  corrected: '审核属实，予以更正',
  referred: '转送有权更正的行政机关',
  directed: '告知向有权更正的行政机关提出',
  refused: '审核不属实，不予更正',
} as const;
export type AmendmentDecision = keyof typeof AMENDMENT_DECISION_LABELS;
export const AMENDMENT_DECISIONS = keysOf(AMENDMENT_DECISION_LABELS);

export const MEDIUM_LABELS = {
  website: '网站',
  wechat: '微信公众号',
  media: '媒体报道',
  video: '视频',
  other: '其他',
} as const;
export type Medium = keyof typeof MEDIUM_LABELS;
export const MEDIA = keysOf(MEDIUM_LABELS);

export const DOCUMENT_KIND_LABELS = { regulation: '规章', normativeDocument: '行政规范性文件' } as const;
export type DocumentKind = keyof typeof DOCUMENT_KIND_LABELS;
export const DOCUMENT_KINDS = keysOf(DOCUMENT_KIND_LABELS);

export const DECISION_KIND_LABELS = {
  licence: '行政许可',
  penalty: '行政处罚',
  coercion: '行政强制',
} as const;
export type DecisionKind = keyof typeof DECISION_KIND_LABELS;
export const DECISION_KINDS = keysOf(DECISION_KIND_LABELS);

/** 条例36, where one row of table 三 stands for two of its cases. */
export const REPLY_ARTICLE_LABELS = {
  '36(1)': '已经主动公开，告知获取该政府信息的方式、途径（第三十六条第（一）项）',
  '36(2)': '可以公开，提供该政府信息，或者告知获取的方式、途径和时间（第三十六条第（二）项）',
  '36(4)': '经检索没有所申请公开信息，告知该政府信息不存在（第三十六条第（四）项）',
  '36(5)': '不属于本行政机关负责公开，告知并说明理由（第三十六条第（五）项）',
} as const;
export type ReplyArticle = keyof typeof REPLY_ARTICLE_LABELS;
export const REPLY_ARTICLES = keysOf(REPLY_ARTICLE_LABELS);
