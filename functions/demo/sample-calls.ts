/** What callers of the sample say, where it is, and what they are told. */
const SUBDISTRICTS = ['示范街道', '样本街道', '范例街道', '演示街道'];
const ROADS = ['示范路', '样本街', '范例大道', '演示巷'];

type Matter = { readonly said: string; readonly done: string };
const MATTERS: Readonly<Record<string, Matter>> = {
  占道经营: {
    said: '路口每天傍晚有流动摊贩占用人行道，行人只能走机动车道。',
    done: '已劝离占道摊贩，并安排每日十七时至二十一时值守。',
  },
  噪声扰民: {
    said: '楼下工地夜里十二点以后还在施工，影响老人休息。',
    done: '已责令停止夜间施工，并对施工单位立案调查。',
  },
  停车管理: {
    said: '小区门口消防通道长期停放车辆。',
    done: '已清理违停车辆，补划禁停标线。',
  },
  社保咨询: {
    said: '询问退休以后异地领取养老金怎样办理。',
    done: '已告知可在线上办理资格认证，并发送办事指南。',
  },
  物业纠纷: {
    said: '物业公司没有公布公共收益的使用情况。',
    done: '已约谈物业公司，其承诺十日内张贴公示。',
  },
  路面破损: {
    said: '人行道地砖缺了几块，晚上看不清，有人绊倒。',
    done: '已修补破损路面，经现场复查恢复通行。',
  },
  证照办理: {
    said: '询问个体工商户变更经营场所需要哪些材料。',
    done: '已告知材料清单和可以线上办理。',
  },
  供水供电: {
    said: '昨晚起停水，没有接到通知。',
    done: '系管道抢修，已于当日恢复供水并向居民说明。',
  },
};

/** The words of a call of that topic, the `index`-th of all: where it is changes with it. */
export function wordsOfCall(topic: string, index: number) {
  const { said = '', done = '' } = MATTERS[topic] ?? {};
  const place = (list: readonly string[]): string => list[index % list.length] ?? '';
  return {
    description: said,
    subdistrict: place(SUBDISTRICTS),
    address: `${place(ROADS)}${(index % 90) + 1}号`,
    done,
    told: `您反映的问题已办理：${done}`,
  };
}

export const ANSWER_TEMPLATES: readonly { name: string; text: string; type?: string }[] = [
  { name: '转办告知', text: '您反映的问题（编号{编号}）已转{承办单位}办理，办理结果会告知您。' },
  { name: '办结告知', text: '您反映的问题（编号{编号}）{承办单位}已于{日期}办理完毕。' },
  { name: '咨询答复', text: '您咨询的事项可以在政务服务网线上办理，编号{编号}。', type: 'consultation' },
];
