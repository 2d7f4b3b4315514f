/** Entries of the audit stream in words. */
import { AUDIT_LABELS } from '#shared/glossary/audit.ts';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import type { Json } from '#shared/kernel/event.ts';
import { isKeyOf } from '#shared/kernel/keys.ts';
import type { AuditLine, AuditSubject } from '#shared/store/audit-log.ts';
import type { SealedTexts, SealFault } from '#shared/store/ports.ts';
import { ROLE_NAMES } from '../look/masthead.tsx';
import { CLOSED_TEXTS } from '../wording/terms.ts';

export const actName = (what: string): string => (isKeyOf(AUDIT_LABELS, what) ? AUDIT_LABELS[what] : what);

/** The role of actors on the machine itself. */
const OPERATOR = 'operator';

export function roleName(role: string): string {
  return role === OPERATOR ? '本机操作' : isKeyOf(ROLE_NAMES, role) ? ROLE_NAMES[role] : role;
}

const VIA: Readonly<Record<string, string>> = { form: '', api: '接口', cli: '命令行', system: '系统' };

/** 李四（承办，接口） */
export function personText({ who, role, via }: Pick<AuditLine, 'who' | 'role' | 'via'>): string {
  const notes = [roleName(role), VIA[via] ?? via].filter((note) => note !== '' && note !== 'system');
  if (who === '') return '尚未登录';
  return notes.length === 0 ? who : `${who}（${notes.join('，')}）`;
}

const OTHER_SUBJECTS: Readonly<Record<string, string>> = {
  account: '账号',
  token: '令牌',
  key: '密钥',
  case: '编号',
};

export function kindText({ kind }: AuditSubject): string {
  return isKeyOf(KIND_LABELS, kind) ? KIND_LABELS[kind] : (OTHER_SUBJECTS[kind] ?? kind);
}

const DETAILS: Readonly<Record<string, string>> = {
  page: '页面',
  rows: '条数',
  role: '角色',
  was: '原角色',
  disabled: '已停用',
  why: '原因',
  as: '署名',
  session: '会话',
  user: '署名',
  fingerprint: '指纹',
};
const WHYS: Readonly<Record<string, string>> = { wrong: '用户名或密码不对', throttled: '连续多次不成功' };
const TEXTS: Readonly<Record<string, string>> = { words: '条件', reason: '理由', name: '填写的名字' };

/** Facts, then what was sealed. */
export function detailText(
  { details = {} }: Pick<AuditLine, 'details'>,
  texts: SealedTexts | SealFault,
): string {
  const facts = Object.entries(details).flatMap(([name, value]) => {
    const label = DETAILS[name];
    return label === undefined || value === false ? [] : [`${label}：${valueText(name, value)}`];
  });
  if (typeof texts === 'string') return [...facts, CLOSED_TEXTS[texts]].join('；');
  const sealed = Object.entries(texts[0] ?? {}).map(([name, text]) => `${TEXTS[name] ?? name}：${text}`);
  return [...facts, ...sealed].join('；');
}

function valueText(name: string, value: Json): string {
  if (value === true) return '是';
  const text = String(value);
  if (name === 'role' || name === 'was') return roleName(text);
  return name === 'why' ? (WHYS[text] ?? text) : text;
}
