/**
 * Names that exports of other systems give to our columns: 问政留言 and 12345 platforms, Open311 cities, FOIA trackers. A page
 * offers them as a guess that a person sees and may change; no file is read by them without one.
 */
import type { ImportKind } from '../kinds.ts';

type Names = Readonly<Record<string, string>>;

/** By key, separated by `|`, the likelier ones first. */
export const NAMES_ELSEWHERE: Readonly<Record<ImportKind, Names>> = {
  applications: {
    number:
      '申请单号|申请号|申请表编号|受理编号|登记编号|登记号|回执编号|流水号|编号|Request Number|Tracking Number|FOIA Number|Request ID|Case Number|ID',
    receivedOn:
      '收到时间|收件日期|受理日期|受理时间|登记日期|申请日期|申请时间|提交时间|提交日期|Date Received|Received Date|Date Submitted|Submitted|Received',
    channel: '申请方式|提交方式|受理方式|接收渠道|渠道|来源|Submission Method|Channel',
    applicantType: '申请人类别|申请人性质|主体类型|申请主体|Requester Category|Requester Type',
    applicantName: '申请人姓名|申请人名称|姓名|姓名或名称|Requester Name|Requester|User',
    contact: '联系电话|电话|手机|手机号|联系人电话|通信地址|Contact|Phone|Email',
    identity: '身份证号|身份证号码|证件号码|证件号|统一社会信用代码',
    subject:
      '申请标题|所需信息|所需政府信息|申请公开内容|申请公开的内容|内容描述|信息名称|申请事项|Request Description|Description|Subject|Title',
    outcome:
      '答复结果|处理结果|答复类型|答复情况|办理情况|结果|Final Disposition|Disposition|Closed Reason|Status',
    decidedOn: '答复时间|办结日期|办结时间|Date Done|Date Completed|Completed Date|Closed Date|Date Closed',
  },
  hotline: {
    number:
      '留言编号|工单号|案件编号|工单编码|诉求编号|诉求单号|事件编号|信件编号|受理编号|流水号|编号|Unique Key|SRNumber|Service Request Number|Service Request ID|Case Enquiry ID|Case ID|ID',
    receivedAt:
      '留言时间|来电时间|诉求时间|受理日期|登记时间|来件时间|创建时间|提交时间|Created Date|Open Dt|Requested Datetime|Opened|Date Created',
    source: '诉求来源|信息来源|工单来源|受理渠道|来件渠道|渠道|Open Data Channel Type|Request Source|Source',
    type: '诉求类别|工单类型|诉求性质|留言类型|信件类型|办件类型|类别',
    topic:
      '一级标签|事项类别|诉求事项|问题类别|一级分类|内容分类|Complaint Type|Request Type|Service Name|Type|Reason|Category',
    department:
      '处置单位|主办单位|办理单位|承办部门|责任单位|转办单位|处理部门|Agency Name|Agency|Owner|Department|Division',
    dueAt:
      '截止时间|办理期限|限办时间|到期时间|要求办结时间|应办结时间|Due Date|Target Dt|SLA Target Dt|Expected Datetime',
    closedAt:
      '办结日期|结案时间|完成时间|答复时间|回复时间|反馈时间|Closed Date|Closed Dt|Closed|Date Closed',
    satisfaction: '群众评价|评价结果|满意程度|满意情况|回访结果|评价',
  },
  appeals: {
    number: '文书号|复议案号|编号|Case Number',
    kind: '案件类型|案件类别|类型',
    route: '诉讼方式|诉讼类型',
    openedOn: '立案日期|收案日期|受理时间|Filed Date',
    application: '申请编号|申请单号|涉及申请编号',
    outcome: '审理结果|裁判结果|复议结果|结案方式',
    concludedOn: '结案日期|审结时间|判决日期|决定日期',
  },
  publications: {
    number: '信息编号|索引号|文件编号|ID',
    publishedOn: '发布日期|发布时间|公开时间|Date',
    column: '所属栏目|信息分类|分类',
    title: '信息标题|名称|Title',
    medium: '发布渠道|公开渠道|公开方式|平台',
    url: '地址|信息网址|URL|Link',
  },
  documents: {
    number: '发文字号|文件编号|编号',
    kind: '文件类型|文件类别|类型',
    title: '文件名称|文件标题',
    issuedOn: '发文日期|印发日期|成文日期|发布日期|公布日期',
    repealedOn: '失效日期|废止时间',
  },
  decisions: {
    number: '许可编号|案件编号|决定编号',
    kind: '决定类型|案件类型|类型',
    decidedOn: '作出日期|决定时间|许可日期|处罚日期|处罚决定日期',
    count: '数量|宗数',
    refused: '不予许可|不予许可件数',
  },
  fees: {
    number: '收据号|缴款书号|票号|流水号',
    receivedOn: '缴费日期|入账日期|缴款日期|日期',
    amount: '收费金额|缴费金额|实收金额|金额（元）',
    item: '收费名称|项目名称|收费事项',
  },
  figures: {
    number: '序列号|数据编号',
    recordedOn: '统计日期|时间',
    name: '指标|指标名称|数据名称',
    count: '数值|值',
    unit: '计量单位',
    source: '数据来源|来源',
  },
};
