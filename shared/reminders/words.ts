/** The words of a reminder. */
import type { Occasion } from './occasions.ts';

export const OCCASION_WORDS: Readonly<Record<Occasion, string>> = {
  overdue: '已超期',
  today: '今日到期',
  within3: '3 个工作日内到期',
  within5: '5 个工作日内到期',
  within10: '10 个工作日内到期',
  yearAwaited: '放假安排尚未载入',
};

export const TRIAL_WORDS = '这是一条测试提醒，不涉及任何事项。收到即说明提醒可以送达。';
