export const IMPORT_HELP = `taizhang import KIND FILE [options]

  KIND      applications, hotline, appeals, publications, documents, decisions, fees, figures (.csv .xlsx .ndjson),
            reports, commands (.ndjson); FILE may be - for NDJSON on standard input
  --dry-run                 prints what the import would print, and records nothing
  --map FILE                a JSON object from headings of the file to columns: {"Unique Key":"number","Agency":""};
                            "" leaves a column out
  --dates ymd|mdy|dmy       the order of dates that are not written 2026-09-18, 2026/9/18 or 2026年9月18日
  --zone ZONE               the zone of times without an offset, date cells included (default Asia/Shanghai)

  import list                              recent imports with their receipts
  import undo RECEIPT --reason TEXT        voids what that import recorded

The file is turned back whole (exit 2) where no heading is known, two mean one column, or a required column was not
found. Headings that mean no column, sheets that were left out, hidden rows and merged cells are warnings, on standard
error and in the result. A cell that cannot be read rejects its row; it is never taken for a blank.

Exit: 0 done, 1 rows were rejected, they are listed by line and field, 2 wrong usage or unreadable file
`;
