/**
 * People and bodies who do not exist. Identity numbers begin with 000000, which is no place in China, and telephone
 * numbers with 000, which no telephone has: no real person's data can appear by accident. Check digits are right.
 */
import type { ApplicantType } from '#shared/glossary.ts';
import type { Seeded } from './seeded.ts';

const SURNAMES = [...'王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余'];
const GIVEN =
  '建国 志强 晓梅 丽华 海燕 文杰 俊峰 雅琴 子涵 明远 秀英 国栋 佳怡 思远 慧敏 永康 春生 小兰 立新 玉珍 浩然 静怡 家豪 雪梅 振华 晨曦'.split(
    ' ',
  );
const PLACES = ['示例', '样本', '范例', '演示', '例行', '仿真'];

const BODIES: Readonly<Record<Exclude<ApplicantType, 'naturalPerson'>, readonly string[]>> = {
  commercialEnterprise: ['置业发展有限公司', '信息技术有限公司', '餐饮管理有限公司', '建筑工程有限公司'],
  researchInstitution: ['城市规划研究院', '公共政策研究中心'],
  publicWelfareOrganisation: ['社区服务促进会', '环境保护协会'],
  legalServiceOrganisation: ['律师事务所'],
  otherOrganisation: ['花园业主委员会', '小学家长委员会'],
};

type SampleApplicant = {
  readonly type: ApplicantType;
  readonly name: string;
  readonly identity: string;
  readonly contact: string;
  readonly agent?: string;
};

export function personName(chance: Seeded): string {
  return `${chance.pick(SURNAMES)}${chance.pick(GIVEN)}`;
}

export function telephone(chance: Seeded): string {
  return `000-${digits(chance.int(0, 9999))}-${digits(chance.int(0, 9999))}`;
}

export function applicant(chance: Seeded): SampleApplicant {
  const type = chance.weigh<ApplicantType>([
    ['naturalPerson', 70],
    ['commercialEnterprise', 12],
    ['legalServiceOrganisation', 8],
    ['publicWelfareOrganisation', 4],
    ['researchInstitution', 3],
    ['otherOrganisation', 3],
  ]);
  const contact = `示例区示范路${chance.int(1, 200)}号，电话 ${telephone(chance)}`;
  if (type === 'naturalPerson')
    return { type, name: personName(chance), identity: identityNumber(chance), contact };
  const name = `${chance.pick(PLACES)}${chance.pick(SURNAMES)}氏${chance.pick(BODIES[type])}`;
  const identity = `统一社会信用代码 00000000MA${String(chance.int(0, 99_999_999)).padStart(8, '0')}`;
  return { type, name, identity, contact, agent: personName(chance) };
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432'; // GB 11643-1999

function identityNumber(chance: Seeded): string {
  const born = `${chance.int(1955, 2000)}${two(chance.int(1, 12))}${two(chance.int(1, 28))}`;
  const body = `000000${born}${String(chance.int(1, 999)).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(body[place]), 0);
  return `${body}${CHECK_DIGITS[sum % 11]}`;
}

const two = (value: number): string => String(value).padStart(2, '0');
const digits = (value: number): string => String(value).padStart(4, '0');
