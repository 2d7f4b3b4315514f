/** The words of the dead letters. */

import type { SendFault } from '#shared/feeds/send-again.ts';
import type { DeadLetter, LetterState } from '#shared/store/dead-letters.ts';
import type { Topic } from '#shared/store/queue.ts';
import { pathPart } from '../frame/path-part.ts';

export const PATH = '/dead-letters';
export const addressOf = ({ id }: Pick<DeadLetter, 'id'>): string => `${PATH}/${pathPart(id)}`;
export const listOf = (state: LetterState): string => (state === 'open' ? PATH : `${PATH}?state=${state}`);

export const TOPIC_WORDS: Readonly<Record<Topic, string>> = {
  feed: '平台推送的工单',
  reminder: '提醒',
  proof: '夜间核对',
  project: '统计更新',
  seal: '存证签名',
  job: '耗时较长的工作',
  signing: '年度报告的签发',
  commands: '成批的操作',
};

export const STATE_WORDS: Readonly<Record<LetterState, string>> = {
  open: '待处理',
  sent: '已重新发送',
  dropped: '不再处理',
};

export const FAULT_WORDS: Readonly<Record<SendFault, string>> = {
  notOpen: '这条记录已经重新发送，请返回列表查看结果',
  notJson: '内容不是完整的 JSON，请检查括号、引号和逗号',
  otherOffice: '记录属于另一个机关，不能改到那里',
  tooLong: '内容过长',
};
