/** How the policies and their values are called on the page. */
import type { Policies, PolicyName } from '#shared/kernel/policies.ts';

type Words<Value extends string> = {
  readonly label: string;
  readonly hint: string;
  readonly values: Readonly<Record<Value, string>>;
};

export const POLICY_WORDS: { readonly [Name in PolicyName]: Words<Policies[Name]> } = {
  splitPolicy: {
    label: '一份申请书含几项内容',
    hint: '表三按什么计件（年度报告格式没有写明）',
    values: { byParts: '正式拆分后按拆分的件数计', onePaper: '始终按一件计，不拆分办理' },
  },
  redoPolicy: {
    label: '复议、诉讼后重新作出的答复',
    hint: '是否改变表三中原来的办理结果',
    values: { unchanged: '不改变，只计入表四', replaces: '改为重新作出的结果，计在原答复的年度' },
  },
  paymentRestarts: {
    label: '申请人缴清信息处理费以后',
    hint: '答复期限怎样计算（已见到的条文没有写明）',
    values: { restarts: '自缴清次日起重新计算', resumes: '缴费期间不计，自缴清次日起接着计算' },
  },
  instancePolicy: {
    label: '一审判决后上诉的诉讼',
    hint: '表四按什么计件',
    values: { merge: '整个争议计一件，以生效裁判为结果', perInstance: '每一审级各计一件' },
  },
  retrialCounts: {
    label: '生效裁判以后再审的诉讼',
    hint: '表四怎样计（没有见到规定）；原来的裁判在它的年度里始终不变',
    values: { anew: '自再审的年度起再计一件，以再审裁判为结果', unchanged: '不再计件' },
  },
  orderedReplyPeriod: {
    label: '复议决定、裁判责令重新答复而没有载明期限的',
    hint: '自决定、裁判送达本机关次日起',
    values: { twentyWorkingDays: '二十个工作日（比照条例第三十三条）', none: '不计算期限，只提示' },
  },
  appealLinks: {
    label: '没有写明所针对申请的复议、诉讼',
    hint: '本机关此前收到过申请的，年度报告定稿前要不要写明；导入的案件不要求',
    values: { required: '要写明申请编号，或注明针对其他信息公开行为', optional: '不要求' },
  },
  hotlineLimitFrom: {
    label: '热线工单的办理时限',
    hint: '按诉求类型的时限从哪一步起算；来件或延期指明时限的，以指明的为准',
    values: { acceptance: '受理', receipt: '收到来件', dispatch: '派发承办单位，改派的重新起算' },
  },
};
