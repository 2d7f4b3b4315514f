/** What a program is shown of texts: as its role may see them, and in full on a ground that it names and that is noted. */
import * as z from 'zod';
import { REVEAL_GROUNDS } from '#shared/glossary/personal.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import { keysOf } from '#shared/kernel/keys.ts';
import { openCase } from '#shared/ledger/case-file.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { maskOf } from '#shared/ledger/masked-case.ts';
import { isHandler } from '#shared/masking/sight.ts';
import { sightFor } from '../cases/seen-case.ts';
import { problem } from '../frame/answers.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';

export const revealGround = z
  .enum(keysOf(REVEAL_GROUNDS))
  .optional()
  .describe('完整显示姓名、证件号码、联系方式和住址的理由，留痕；不写的，按角色和政策 namesShownTo 隐去');

type By = { readonly web: Web; readonly who: Principal };
type Named = {
  readonly office: string;
  readonly kind: CaseKind;
  readonly number: string;
  readonly ground?: string | undefined;
};

/** Settings of the office are of no person. */
export async function maskedFor(
  by: By,
  { ground, ...at }: Named,
): Promise<(field: string, text: string) => string> {
  const asWritten = (_: string, text: string): string => text;
  if (ground !== undefined) return asWritten;
  const kind = KINDS.get(at.kind);
  const file = kind === undefined ? null : await openCase(by.web.house.log, kind, at);
  return file === null ? asWritten : maskOf(file, await sightFor(by.web.house, by.who, file));
}

/** A program of the office with the rights of who handles cases. */
export function isShownAll({ via, role }: Principal): boolean {
  return via === 'api' && isHandler(role);
}

export function groundMissing(c: Ctx): Response {
  return problem(c, {
    status: 422,
    code: 'required',
    title: '完整显示须写明理由',
    facts: { field: 'ground' },
  });
}
