/** The words of the dead letters. */
import type { Topic } from '../../../shared/store/queue.ts';
import type { SendFault } from '../../dead-letters/send-again.ts';

export const PATH = '/dead-letters';

export const TOPIC_WORDS: Readonly<Record<Topic, string>> = {
  feed: '平台推送的工单',
  reminder: '提醒',
  proof: '夜间核对',
  project: '统计更新',
};

export const FAULT_WORDS: Readonly<Record<SendFault, string>> = {
  notOpen: '这条记录已经重新发送，请返回列表查看结果',
  notJson: '内容不是完整的 JSON，请检查括号、引号和逗号',
  otherOffice: '记录属于另一个机关，不能改到那里',
  tooLong: '内容过长',
};
