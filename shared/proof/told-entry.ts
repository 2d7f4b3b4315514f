/** An entry of the audit stream as JSON, for programs: its sealed texts opened, or why they cannot be. */
import type { AuditLine, AuditLog } from '#shared/store/audit-log.ts';

export async function toldEntry(audit: AuditLog, line: AuditLine): Promise<object> {
  const { id, at, who, role, via, from, session, what, on, details, commit } = line;
  const texts = await audit.textsOf(line);
  const opened = typeof texts === 'string' ? texts : texts[0];
  return {
    ...{ id, at, who, role, via },
    ...(from !== undefined && { from }),
    ...(session !== undefined && { session }),
    what,
    ...(on && { on }),
    ...(details && { details }),
    ...(opened !== undefined && { texts: opened }),
    hash: commit.hash,
  };
}
