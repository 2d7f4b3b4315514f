/** What is shown of people, and what an office does when somebody asks about their own data. */
import { ANSWERERS, EVERYONE } from '#shared/accounts/permissions.ts';

export const TOPICS_OF_PERSONAL_DATA = [
  {
    id: 'masked',
    title: '隐去的姓名、证件号码和联系方式',
    roles: EVERYONE,
    lines: [
      '清单、查找结果和导出的文件里，姓名只显示姓，证件号码、电话、银行卡、邮箱显示头尾几位，住址只到街道；写在事由、说明里的号码同样隐去。',
      '案件页上，经办的角色直接看到姓名和地址；号码要看完整的，点“显示完整的姓名、证件号码和联系方式”，选择理由。15 分钟内对您一人有效，何人、何时、为何查看都会留下记录。',
    ],
    links: [],
  },
  {
    id: 'persons',
    title: '个人查阅、更正、删除自己的信息',
    roles: ANSWERERS,
    lines: [
      '“个人信息”按完整的姓名、电话或者证件号码找出一个人的全部记录，在同一页登记请求；答复期限自动算出。',
      '查阅的，下载全部内容交给本人；更正的，在各件“更正文字”；删除的，选择法定依据，由另一个有审批权限的人批准后销毁密钥，留下销毁证明，统计数字不变。',
      '没有办结的、保管期限未满的不能删除。保管期限由本机关设定，没有设定的永久保管；期满的由一人提出处置、另一人批准，不会自动删除。',
    ],
    links: [['/persons/requests', '个人信息请求']],
  },
] as const;
