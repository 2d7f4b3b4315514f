/** What the help page says: how the work is done here, in the order in which it comes. Rules stand where they apply. */
import type { Role } from '../../../shared/store/accounts.ts';
import { ADMINS, CLERKS, EVERYONE, OFFICERS } from '../../accounts/permissions.ts';

export type Topic = {
  readonly id: string;
  readonly title: string;
  readonly roles: readonly Role[];
  readonly lines: readonly string[];
  /** Where it is done. */
  readonly links: readonly (readonly [href: string, label: string])[];
};

export const TOPICS: readonly Topic[] = [
  {
    id: 'applications',
    title: '登记一件申请',
    roles: CLERKS,
    lines: [
      '选申请渠道，填日期、申请人、申请内容。收到日期由渠道决定：当面提交为当日；挂号信、特快专递为签收之日；平信、网络、传真为双方确认之日，没有确认的先留空，确认后再补。',
      '编号自动产生，不缺号、不重号。保存后立即计入表三，并算出答复期限。',
      '登错了不用删除：在该件页面“更正”，写明理由；整件登错的，用“作废误登记录”。',
    ],
    links: [['/applications/new', '登记申请']],
  },
  {
    id: 'steps',
    title: '办理一件申请',
    roles: EVERYONE,
    lines: [
      '打开该件，右侧列出现在依法可以办理的步骤；当时已经办理、事后补录的，在“补录以前的步骤”。',
      '晚于法定期限办理的步骤照样可以登记，系统标明超期；法律不允许的步骤不能登记，并说明依据的条款。',
      '“期限怎么算”逐日列出哪天计入、哪天不计入和原因。标“暂定”的日期，待下一年度放假安排公布并载入后自动重算。',
    ],
    links: [
      ['/applications', '依申请公开'],
      ['/worklist', '待办'],
    ],
  },
  {
    id: 'letters',
    title: '制发文书',
    roles: OFFICERS,
    lines: [
      '在该件页面进入“文书”。已经办理的步骤有对应的文书：登记回执、补正告知书、延期答复告知书、征求意见函、收费通知书、答复书。',
      '法律要求写明的内容还缺哪一项，逐项列出，补齐以后才能制发。制发即编号，并记入办理经过；“下载草稿”不编号、不留记录。',
    ],
    links: [['/applications', '依申请公开']],
  },
  {
    id: 'hotline',
    title: '接一个热线电话',
    roles: CLERKS,
    lines: [
      '一屏填完，全程可以只用键盘：选诉求类型，记诉求内容，选登记以后怎样办理。',
      '来件也可以由其他平台自动送入，或者批量导入；重复送来的只算一件，互相矛盾的进入“未能处理”。',
    ],
    links: [
      ['/hotline/new', '接一个电话'],
      ['/hotline/queues', '各单位待办'],
      ['/hotline/figures', '统计图表'],
    ],
  },
  {
    id: 'imports',
    title: '批量导入',
    roles: OFFICERS,
    lines: [
      '支持 .csv、.xlsx 和 .ndjson。先点“先检查，不登记”，看到的就是登记时会有的结果，重复的、与已登记内容不一致的也在内；正确的行照常录入，有误的逐行列出，不作猜测。',
      '同一份文件再导入一次不会重复计数；中断以后重新导入同一份文件即可接着完成。',
      '导错了（日期次序、时区、文件）可以凭回执整体撤回：登记的各件作废，历史留存，同样的编号可以重新导入；导入后有人办理过的件不动，逐件列出。',
    ],
    links: [
      ['/imports', '批量导入'],
      ['/imports/past', '最近的导入'],
    ],
  },
  {
    id: 'tables',
    title: '看一个数字怎么来的',
    roles: EVERYONE,
    lines: [
      '统计表里的每个数字都可以点开，列出计入它的每一件，并可下载。',
      '年度报告页面的“按某一时点查看”给出当时已经录入的内容所得的表，用来回答“上报那天是多少”。',
    ],
    links: [['/tables', '统计表']],
  },
  {
    id: 'report',
    title: '年度报告',
    roles: EVERYONE,
    lines: [
      '表格随时都是最新的，不需要另外汇总。文字部分在“编辑”里写，数字用占位符，与表格不会不一致。',
      '第五部分（存在的主要问题及改进情况）由本机关自己写，模板原文不能定稿；看过认为属实的，原样保存为本年文字。',
      '“检查能否定稿”列出还有什么没有办妥；管理员定稿以后，报告原样保存，并生成报送用的压缩包。',
      '定稿以后补录或更正，已公布的报告不变；需要更正公布的，发布新的版本，新旧并存，逐格列出差异和原因。',
    ],
    links: [
      ['/reports', '年度报告'],
      ['/check', '核对别的单位的报告'],
    ],
  },
  {
    id: 'office',
    title: '机关设置',
    roles: ADMINS,
    lines: [
      '每年国务院办公厅公布放假安排后，在“工作日历”粘贴通知原文载入（逐句读懂才载入，读不懂的会指出是哪一句），未结案件的期限自动重算，原期限和原因留在各件。',
      '机关名称、简称、文号代字和上级机关在“机关信息”，报告、文书和页面用同一个名称，没有写明就不能定稿和制发；复议机关、法院和文书模板在“文书设置”；人员、接口令牌和推送热线工单的平台在“账号管理”。',
      '法律没有写明的做法（拆分、重新答复、缴费后的期限、上诉案件的计件）在“政策设置”里选定。',
    ],
    links: [
      ['/calendar', '工作日历'],
      ['/office', '机关信息'],
      ['/letters', '文书设置'],
      ['/policies', '政策设置'],
      ['/accounts', '账号管理'],
    ],
  },
];
