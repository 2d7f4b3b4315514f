/** What the commands are called that no step of a case asks for on its page. */
import { APPEAL_PAGES } from '../appeals/pages.tsx';
import { APPLICATION_PAGES } from '../applications/pages.tsx';
import { HOTLINE_PAGES } from '../hotline/pages.tsx';
import { commandSchemas } from './commands.ts';

const ELSEWHERE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    RegisterApplication: '登记申请',
    IssueLetter: '制发文书（编号和存档，文书在页面上制作）',
    RegisterHotlineCase: '登记来电',
    OpenAppeal: '登记行政复议、行政诉讼',
    Publish: '登记主动公开',
    PublishAwaited: '公开',
    IssueDocument: '登记规章、规范性文件',
    RepealDocument: '废止规章、规范性文件',
    RecordDecision: '登记许可、处罚、强制',
    RecordFee: '登记收费',
    RecordFigure: '登记其他数据',
    RequestAmendment: '登记信息更正申请',
    DecideAmendment: '答复信息更正申请',
    WithdrawAmendment: '申请人撤回信息更正申请',
    AttachFile: '上传附件',
    WithdrawFile: '撤下附件',
    ApproveStep: '批准',
    ReturnStep: '退回',
    WithdrawStep: '收回审批',
    SetApprovals: '哪些步骤需要审批',
    GrantAccess: '授权知悉限制知悉的一件',
    RevokeAccess: '撤销知悉授权',
    SetSeparation: '三员分立',
    SetRestriction: '举报和第三方限制知悉',
    ReceivePersonRequest: '登记个人查阅、更正、删除的请求',
    AnswerPersonRequest: '登记对个人请求的答复',
    ApproveErasure: '批准删除（销毁密钥）',
    RefuseErasure: '不批准删除',
    SetRetention: '保管期限',
    LoadCalendarYear: '载入一年的放假安排',
    AddExtraDay: '增加本机关的休息日或者工作日',
    RemoveExtraDay: '删去本机关的休息日或者工作日',
    SetListEntry: '增改热线名单中的一项',
    EndListEntry: '停用热线名单中的一项',
    RenameListEntry: '热线名单中的一项改名',
    SetAnswerTemplate: '增改答复模板',
    EndAnswerTemplate: '停用答复模板',
    SetHotlinePolicy: '回访不满意的处理',
    SetLetterSettings: '文书设置',
    SetLetterTemplate: '换文书模板',
    ResetLetterTemplate: '恢复随产品提供的文书模板',
    SetPolicy: '选定法律没有写明的算法',
    CloseYear: '年度报告定稿',
    RestateYear: '年度报告更正重发',
    WriteSection: '写年度报告的一部分',
    WriteTemplate: '存为本机关的报告模板',
    DescribeOffice: '机关信息',
  }),
);

type NamedCommand = {
  readonly name: string;
  /** The name itself where it has no words: a test finds those. */
  readonly words: string;
  readonly required: readonly string[];
  readonly optional: readonly string[];
};

const named = ({ command, title }: { readonly command: string; readonly title: string }) =>
  [command, title] as const;

export function namedCommands(): readonly NamedCommand[] {
  const pages = [APPLICATION_PAGES, HOTLINE_PAGES, APPEAL_PAGES];
  const titles = new Map(pages.flatMap(({ steps }) => steps.map(named)));
  return [...commandSchemas()].map(([name, schemas]) => {
    const fields = schemas.flatMap(({ shape }) => Object.entries(shape));
    const isOptional = (field: string): boolean =>
      fields.some(([one, schema]) => one === field && schema.safeParse(undefined).success);
    const names = [...new Set(fields.map(([field]) => field))].filter((field) => field !== 'command');
    return {
      name,
      words: titles.get(name) ?? ELSEWHERE.get(name) ?? name,
      required: names.filter((field) => !isOptional(field)),
      optional: names.filter(isOptional),
    };
  });
}
