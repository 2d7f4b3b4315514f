/** What stands beside the log with no commit behind it. */
import type { DatabaseSync } from 'node:sqlite';
import { keysOf } from '#shared/kernel/keys.ts';
import type { Stray } from '../ports.ts';

const MOST = 1000;
/** A body that is no JSON any more is a broken chain, named by itself. */
const BODIES = 'SELECT office, kind, stream, version, position, body FROM commits WHERE json_valid(body)';

const QUERIES: Readonly<Record<Stray['what'], string>> = {
  number: `SELECT number AS name FROM numbers n WHERE NOT EXISTS (SELECT 1 FROM (${BODIES}) c
    WHERE c.office = n.office AND c.kind = n.kind AND c.stream = n.stream AND c.version = 1
    AND json_extract(c.body, '$.number') = n.number)`,
  key: `SELECT key AS name FROM keys k WHERE NOT EXISTS (SELECT 1 FROM (${BODIES}) c
    WHERE c.position = k.position AND c.office = k.office AND json_extract(c.body, '$.key') = k.key)`,
  seal: `SELECT ref AS name FROM seals WHERE ref NOT IN
    (SELECT json_extract(body, '$.seal.ref') FROM (${BODIES}) WHERE json_extract(body, '$.seal.ref') IS NOT NULL)`,
  dataKey: `SELECT office || '/' || kind || '/' || stream AS name FROM data_keys d WHERE NOT EXISTS
    (SELECT 1 FROM (${BODIES}) c WHERE c.office = d.office AND c.kind = d.kind AND c.stream = d.stream
    AND json_extract(c.body, '$.seal.ref') IS NOT NULL)`,
};

export function straysIn(db: DatabaseSync): readonly Stray[] {
  return keysOf(QUERIES).flatMap((what) =>
    db
      .prepare(`${QUERIES[what]} LIMIT ${MOST}`)
      .all()
      .map(({ name }) => ({ what, name: String(name) })),
  );
}
