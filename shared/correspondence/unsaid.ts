/** An office's own template may be older than a rule: what it does not say that the letter has to. */
import { holds, type Missing } from '#shared/disclosure/letter-requirements.ts';
import type { Fact, Facts, TemplateName } from '#shared/disclosure/letters.ts';
import { mustStandIn, placeholdersOf, tellsWithout } from '#shared/letters/check-template.ts';
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

type Letter = { readonly template: TemplateName; readonly facts: Facts };

export function unsaidIn(template: Template, of: Letter): Unsaid[] {
  if (!template.own) return [];
  const placed = placeholdersOf(template.document);
  const lacking = mustStandIn(of.template)
    .filter((one) => holds(one, of.facts) && !one.anyOf.some((fact) => placed.includes(fact)))
    .map(({ anyOf, article }) => ({
      fact: anyOf.map((fact) => `“${fact}”`).join('或'),
      article,
      untrue: anyOf.some((fact) => TELLING.includes(fact)) || of.template === 'transfer',
    }));
  return [...lacking, ...openEnd(template, of)];
}

/** A template that knows only a certain last day would end its sentence on nothing. */
function openEnd(template: Template, { template: name, facts }: Letter): Unsaid[] {
  const told = name !== 'extension' || facts.延长后期限 || tellsWithout(template.document, '延长后期限');
  return told ? [] : [{ fact: '“如无 延长后期限”', article: '条例33', untrue: true }];
}
