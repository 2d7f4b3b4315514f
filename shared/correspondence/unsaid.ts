/** An office's own template may be older than a rule: what it does not say that the letter has to. */
import { holds, type Missing } from '#shared/disclosure/letter-requirements.ts';
import type { Fact, Facts, TemplateName } from '#shared/disclosure/letters.ts';
import { mustStandIn, placeholdersOf } from '#shared/letters/check-template.ts';
import type { Template } from './letter-settings.ts';

/** Without these a template would say what the case does not bear out, or leave out whose order a reply follows. */
const TELLING: readonly Fact[] = [
  ...(['已主动公开', '可以公开', '告知获取', '信息不存在', '非本机关负责'] as const),
  ...([
    '共同制作',
    '非共同制作',
    '重新答复',
    '责令依据',
    '自行纠正',
    '延长的补正期限',
    '公共利益',
    '理由不成立',
  ] as const),
];

/** `untrue`: it may not go out like that. */
type Unsaid = Missing & { readonly untrue: boolean };

export function unsaidIn(
  template: Template,
  of: { readonly template: TemplateName; readonly facts: Facts },
): Unsaid[] {
  if (!template.own) return [];
  const placed = placeholdersOf(template.document);
  return mustStandIn(of.template)
    .filter((one) => holds(one, of.facts) && !one.anyOf.some((fact) => placed.includes(fact)))
    .map(({ anyOf, article }) => ({
      fact: anyOf.map((fact) => `“${fact}”`).join('或'),
      article,
      untrue: anyOf.some((fact) => TELLING.includes(fact)),
    }));
}
