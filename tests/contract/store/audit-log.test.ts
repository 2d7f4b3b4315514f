import { randomBytes } from 'node:crypto';
import { openAuditLog } from '#shared/store/sqlite/audit-log.ts';
import { auditLogContract } from './audit-log.contract.ts';

auditLogContract('SQLite', async (clock) => openAuditLog(':memory:', { clock, masterKey: randomBytes(32) }));
