/** What every office has done before it signs: it has a name, and has written what no figure can say. */
import { executeCommand, type Fields, type Ledger } from '#shared/desk/execute.ts';
import type { Actor } from '#shared/kernel/event.ts';

export const OFFICE_NAME = '某市数据局';
export const PROBLEMS = '主动公开的目录更新不够及时，下一步按季度核对。';
const WANG: Actor = { user: 'wang', role: 'admin', via: 'cli' };

export async function readyToSign(
  { log, clock }: Ledger,
  office = 'default',
  name = OFFICE_NAME,
): Promise<void> {
  const commands: readonly Fields[] = [
    { command: 'DescribeOffice', name },
    { command: 'WriteTemplate', section: 5, text: PROBLEMS },
  ];
  for (const fields of commands) {
    const done = await executeCommand({ log, clock }, { office, actor: WANG, fields });
    if (!done.ok) throw new Error(done.code);
  }
}
