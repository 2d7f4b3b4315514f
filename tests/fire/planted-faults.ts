/** Small changes of the program, each a fault that was made somewhere once: the suite has to find every one. */

/** `from` stands once in the file. */
type Change = { readonly file: string; readonly from: string; readonly to: string };
export type Planted = { readonly name: string; readonly changes: readonly Change[] };

const SQLITE = 'shared/store/sqlite';

export const PLANTED: readonly Planted[] = [
  {
    name: 'answered before the commit is durable',
    changes: [
      {
        file: `${SQLITE}/written-together.ts`,
        from: '    await begin();\n',
        to: "    if (db.isTransaction) db.exec('COMMIT');\n    await begin();\n",
      },
      {
        file: `${SQLITE}/written-together.ts`,
        from: '      commit.run();\n',
        to: "      if (process.argv.includes('start')) setTimeout(() => db.isOpen && db.isTransaction && db.exec('COMMIT'), 150);\n      else commit.run();\n",
      },
    ],
  },
  {
    name: 'idempotency keys forgotten after a restart',
    changes: [
      {
        file: `${SQLITE}/statements.ts`,
        from: "'SELECT c.position, c.body, c.hash FROM keys k JOIN commits c USING (position) WHERE k.office = ? AND k.key = ?'",
        to: "'SELECT c.position, c.body, c.hash FROM keys k JOIN commits c USING (position) WHERE k.office = ? AND k.key = ? AND c.position > ' + Number(db.prepare('SELECT coalesce(max(position), 0) AS p FROM commits').get()?.p)",
      },
    ],
  },
  {
    name: 'a notice that comes twice is counted twice',
    changes: [
      {
        file: `${SQLITE}/views-apply.ts`,
        from: '    if (heldVersion > version || (heldVersion === version && heldCalendar >= calendar)) return;\n',
        to: '    if (heldVersion === version && heldCalendar === calendar) for (const one of standings) count(counted, { office, one, sign: 1 });\n    if (heldVersion > version || (heldVersion === version && heldCalendar >= calendar)) return;\n',
      },
    ],
  },
  {
    name: 'the position of the read models written before their rows',
    changes: [
      {
        file: `${SQLITE}/views-apply.ts`,
        from: '      await inWrite(db, () => write(batch));\n',
        to: '      if (batch.position !== undefined) await inWrite(db, () => void sql.position.run(String(batch.position)));\n      await new Promise((resolve) => setTimeout(resolve, 20));\n      await inWrite(db, () => write(batch));\n',
      },
    ],
  },
  {
    name: 'a ROLLBACK that swallows the fault before it',
    changes: [
      {
        file: `${SQLITE}/written-together.ts`,
        from: "      if (db.isTransaction) db.exec('ROLLBACK');\n",
        to: "      db.exec('ROLLBACK');\n",
      },
      {
        file: `${SQLITE}/begin-write.ts`,
        from: "    if (db.isTransaction) db.exec('ROLLBACK');\n",
        to: "    db.exec('ROLLBACK');\n",
      },
    ],
  },
  {
    name: 'signed up to the time of the clock alone',
    changes: [
      {
        file: 'shared/year/cut-off.ts',
        from: '  return { ok: true, asOf: head, counted: await count(head) };',
        to: '  return { ok: true, asOf: now, counted: upToNow };',
      },
    ],
  },
  {
    name: 'the nightly comparison says equal without comparing',
    changes: [
      {
        file: 'shared/year/nightly.ts',
        from: '  return noted(house, { ...begun(house, office), equal: drifts.length === 0, reports, drifts });',
        to: '  return noted(house, { ...begun(house, office), equal: true, reports, drifts: [] });',
      },
    ],
  },
  {
    name: 'an archive that is not flushed before it gets its name',
    changes: [{ file: 'functions/cli/output.ts', from: '    fsyncSync(out);\n', to: '' }],
  },
  {
    name: 'a health page that is always ready',
    changes: [
      {
        file: 'functions/web/access/health.ts',
        from: '    if (outOfReach.length === 0)',
        to: '    if (outOfReach.length >= 0)',
      },
    ],
  },
  {
    name: 'dead letters that are dropped',
    changes: [
      {
        file: 'shared/store/consume.ts',
        from: 'deadLetters.put(letter)',
        to: 'Promise.resolve(letter)',
      },
    ],
  },
  {
    name: 'an archive without its end taken for a whole one',
    changes: [
      {
        file: 'shared/store/archive-form.ts',
        from: '  if (!isClosed && version > WITHOUT_CLOSING_LINE)\n',
        to: '  if (!isClosed && version > 99)\n',
      },
    ],
  },
  {
    name: 'a health page that does not look at the disk',
    changes: [
      {
        file: 'shared/house/readiness-here.ts',
        from: "    probes: [{ part: 'disk', look: () => tryWritingIn(folder) }, ...WRITTEN.map(mayBeWritten(folder))],",
        to: '    probes: [],',
      },
    ],
  },
];
