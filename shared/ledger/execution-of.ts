/** The answer to a command, from what became of it. */
import { refusalText } from '#shared/glossary/refusals.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import type { Execution, Fault } from './execution.ts';
import type { RecordResult } from './recorder.ts';

export function fault(field: string, code: RefusalCode): Fault {
  return { ok: false, field, code, message: refusalText(code) };
}

export function executionOf(result: RecordResult): Execution {
  switch (result.outcome) {
    case 'recorded':
      return { ok: true, ...result };
    case 'duplicate':
      return { ok: true, warnings: [], ...result };
    case 'conflict':
      return fault(result.field, 'conflict');
    case 'refused': {
      const { code, article, facts } = result.refusal;
      const field = typeof facts?.field === 'string' ? facts.field : '';
      return { ok: false, field, code, message: refusalText(code, facts), article, ...(facts && { facts }) };
    }
  }
}
