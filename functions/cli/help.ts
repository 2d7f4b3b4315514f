/** What `--help` prints. */
import { CALENDAR_HELP_ZH, HELP_ZH, IMPORT_HELP_ZH } from './help-zh.ts';
import { UsageError } from './options.ts';

export const HELP = `taizhang <command> [options]

  start                 the whole system on this machine: --port 3000  --host 127.0.0.1
                        --proxied (behind a proxy of this machine that speaks https)
                        --oidc-issuer URL --oidc-client ID: people come in through a provider of identities; --oidc-secret FILE
                        --oidc-claim NAME  --oidc-groups NAME  --oidc-roles GROUP=ROLE,…  --public-url URL (docs/sign-in.md)
  background            what start does behind its pages; it begins this itself
  import KIND FILE      record rows of applications, hotline, appeals, publications, documents,
                        decisions, fees, figures, reports, or carry out commands (.csv .xlsx .ndjson, - for standard input)
                        --dry-run (prints what the import would print)  --map FILE  --dates ymd|mdy|dmy  --zone ZONE
                        see import --help; import list: recent ones with their receipts;
                        import undo RECEIPT --reason TEXT: voids what that import recorded
  report YEAR           the annual report: --format json|html|csv|docx|xlsx|pdf  --out FILE
                        --version N|live  --as-of INSTANT  --from DATE --to DATE  --scope own|tree  --previous-form
  close YEAR            freeze the report: --approved-by USER; what blocks is listed  --scope own|tree
                        --clock-ahead (the newest record bears a time to come, and the clock is right now)
                        --confirm TOKEN[,TOKEN] for the numbers of the prose that no figure stands behind, as listed
                        (the listed "all" confirms every one of them)
  restate YEAR          publish a corrected version beside the frozen one: --reason TEXT --approved-by USER  --confirm TOKEN
  package YEAR          what was handed over when the year was signed, one .zip: --out FILE  --version N  --scope own|tree
  amendments YEAR       what was recorded since and touches the closed year, cell by cell with its cases
  office WHAT ID        add ID --name N --parent P, rename ID --name N, place ID --parent P, merge ID --into I, list,
                        describe ID --name N --short-name S --superior O --brand #rrggbb; an office without a name signs nothing
  cell YEAR CELL        the cases behind a figure, one JSON object a line: --version N|live  --as-of INSTANT
                        --from DATE --to DATE (the hotline's figures)  --scope own|tree
  history CASE          every event of a case, one JSON object a line
  clock CASE            how the reply date comes about, day by day, and what is open to the applicant: --on DATE
  worklist              open cases by due date, one JSON object a line: --on DATE (past: those open then)
                        --person USER  --department D (who has them)
  audit [list]          who read what, who came in, whose rights were changed, the newest first: --who NAME
                        --what ACT --from ADDRESS --since DATE --to DATE
  audit case CASE       who saw this case: --kind KIND --since DATE --to DATE
  audit rights          who had which role on a day, since when, and from whom: --on DATE
  search TEXT           cases by number, name, telephone, identity, words of their texts, document number, department;
                        one JSON object a line: --kind KIND
  calendar show|load|add-day|remove-day   holidays, make-up days and the office's own; see calendar --help
  lists show|add|end|rename|policy [LIST] [LABEL]   the hotline's sources, types, topics, subdistricts, departments:
                        --group 12345|other (sources)  --days N or --hours N (time limit of a type)  --on DATE  --to NAME (rename)
  policies show|preview|set [NAME] [VALUE]   what the office settles where the law is open: docs/policies.md
                        show --full: one a line, with values and since when
                        preview: the cells of open years and the running dates that the value would change
                        set: what counts in open years follows, case by case; --from-now: only the steps to come
  approvals show|set|waiting [STEPS]   the steps that wait for a second account: docs/approval.md
                        set advised|none|STEP[,STEP]; waiting: one a line; commands given here are not held up
  rights show|waiting|separate|rejoin|restrict|open|grant|revoke   who may do what: docs/rights.md
                        separate, rejoin: the three powers apart (三员分立), or not; restrict, open: reports and named third
                        parties known to few (限制知悉), or to all; show also names that several have
                        grant CASE, revoke CASE: who may know of such a case: --person USER  --reason TEXT  --kind KIND
  user add NAME --role R    an account for the pages: intake, officer, approver, reporter, auditor, security,
                        admin; prints its password, once, which is to be replaced at the first sign-in;
                        --password-file FILE: one that was chosen (- for standard input), --must-change
                        --department D (as cases name it); user department NAME [D]
                        user list, user disable|enable|password NAME; user sessions NAME, user sign-out NAME (ends them)
                        user factors NAME, user factors NAME clear (for a telephone that was lost)
  sign-in show|set      --idle MINUTES (without a request a session is over)  --factor-for ROLE,ROLE|none (a second factor is
                        wanted of them)  --own-password at-once|later (one that was handed over must be replaced)
                        --passwords on|off (off: only a provider of identities and passkeys; docs/sign-in.md)
  token create --role R     a program's way into the API, printed once: --name N  --expires DATE (its last day)
                        --owner USER (whose program it is: what it proposes they do not approve)
                        --scopes read,import,COMMAND (what it is good for); token list, token end ID
  feed add|end NAME     a platform that sends hotline records: prints its secret, once; feed list
  dead-letters list|show|mend|resend|drop [ID] [FILE|REASON]   what could not be carried out and why; mended and sent again, or laid aside
  letter CASE KIND      the notice as .docx, issued once: intake, receipt, correction, correctionExtension, extension, thirdParty,
                        organ, reasons, delay, fee, reply, thirdPartyDecision, transfer, serviceSheet
                        --out FILE  --dry-run  --about EVENT  --facts FILE (what the case does not hold)  --reason TEXT
                        --dated step|issue (the day it bears)
  letter settings [FILE]        review organ, court, 文号, contacts …: shown, or set from a JSON object
  letter template NAME [FILE]   the template in force, or another in its place (FILE default: the one of the product)
  case-file CASE        the sheet of a case (办理单) and everything in it: --format pdf|docx  --out FILE  --full (identity numbers,
                        contacts and pictures, too)  --kind KIND
  evidence case CASE…   a signed .zip for whoever has no ledger: pages to print, the commits as stored, proofs, key and
                        verifier: --out FILE  --kind KIND  --full --reason TEXT (identity numbers and sealed texts, too)
                        evidence year YEAR; evidence figure YEAR CELL
  attach CASE FILE…     scans, evidence, powers of attorney, sealed with the case: --paper application|identity|authorisation|
                        evidence|serviceReceipt|replyEnclosure|opinion|judgment|other  --note TEXT  --kind KIND
                        attach list CASE; attach get CASE ID --out FILE; attach withdraw CASE ID --reason TEXT
  verify                recompute every hash chain and every tie-out; open every sealed text, hold numbers, keys,
                        signatures, packages and attached files against the log; hold log, tree,
                        checkpoints and every --anchor FOLDER against each other
  checkpoint            seal what was recorded since the last one: a signed checkpoint, kept and put on every anchor;
                        runs every hour under start. --anchor FOLDER (on another device; several; also TAIZHANG_ANCHORS)
                        --begin-anew --reason TEXT: after yesterday's copy was put back; what was lost is told for ever
                        TAIZHANG_WITNESS, _TOKEN, _KEY: a superior's instance that signs, too (docs/proof.md)
                        --sm2 (also of start): from now on signed by SM2 with SM3, too, in every checkpoint
  witness add NAME KEY  sign the checkpoints of another office's ledger, whose signing.pub KEY is: prints its token, once;
                        witness list
  person WORDS          all that is held of one person, by name, telephone or identity, whole; person requests
  keys show             the fingerprint of the master key; keys rotate: another one, everything put under it (service
                        stopped); keys rotate signing: another secret of cookies, feeds and webhooks;
                        keys rotate checkpoint: another key under checkpoints, announced by the one before (service
                        may run)
  rebuild               fill the read models anew from the events; the old ones are read until the new ones are whole
  catch-up              project once more what was left out: --since INSTANT (what was recorded after it; default: all)
  aggregate             what runs every night: recount everything, compare with the live tables, keep the result
  remind                the daily reminders, now: --on DATE; remind targets --email A,B  --webhook URL  --state on|off
  check FILE            check a published report (.json .docx .html .xlsx .csv or text): --previous FILE
                        --full (also what was not read and not checked)
  export FILE           the whole ledger as one archive; - for standard output, here and for --out
  restore FILE          an archive into an empty folder; refused unless whole and unchanged
                        --without-closing-line (an archive of a version that wrote none)
  demo                  a sample office in an empty folder: --cases N  --year Y

Everywhere: --data DIR (default .data)  --office ID  --as USER  --engine sqlite|dynamodb (default sqlite)  --endpoint URL
            --lang zh|en (of --help; otherwise LANG says it: English where it is English, Chinese elsewhere)
Exit: 0 done, 1 faults in the input or the data, 2 wrong usage or unreadable input, 3 could not be carried out
`;

const CALENDAR_HELP = `taizhang calendar [action] [options]

  calendar show [YEAR]          the calendar in force: years with their notices and sources, the office's own days
  calendar load YEAR FILE       the State Council's notice of a year: its text, lines of dates, or a JSON object
                                {"year","notice","daysOff":["2027-01-01~2027-01-03"],"makeUp":["2027-01-30"]}; - for
                                standard input. UTF-8, GB18030 or UTF-16. It is read whole or refused with the sentence
                                that was not. What was read is shown, with the working days it leaves; it is recorded
                                after a yes at the terminal, or with --yes
  calendar add-day DATE         a day of the office's own: --kind holiday|makeUpWorkingDay (default holiday)
                                --cause typhoon|epidemic|order|other  --reason TEXT
  calendar remove-day DATE      takes it back: --reason TEXT
  calendar redate               takes up the dating of open cases where it was interrupted

load, add-day and remove-day date the open cases anew, by events that keep the old date, the new one and the reason;
closed cases stay as decided. --dry-run shows which cases would get another date, and records nothing.

Exit: 0 done (also when it was said before), 1 refused, with the field, the code and the words, or not confirmed
(unconfirmed, with what was read), 2 wrong usage
`;

const IMPORT_HELP = `taizhang import KIND FILE [options]

  KIND      applications, hotline, appeals, publications, documents, decisions, fees, figures (.csv .xlsx .ndjson),
            reports, commands (.ndjson); FILE may be - for NDJSON on standard input
  --dry-run                 prints what the import would print, and records nothing
  --map FILE                how the file is read, as the page 批量导入 gives it (下载列名对照; docs/imports.md): a JSON object
                            {"columns":{"Unique Key":"number","Agency":""},"sheet":"2025","headings":{"row":2,"rows":2},
                            "separator":";","encoding":"big5","dates":"dmy","years":2000,"zone":"UTC",
                            "values":{"type":{"诉求举报":"complaint"}},"fixed":{"applicantType":"naturalPerson"}};
                            or the columns alone. "" leaves a column out, or a value blank
  --dates ymd|mdy|dmy       the order of dates that are not written 2026-09-18, 2026/9/18 or 2026年9月18日
  --zone ZONE               the zone of times without an offset, date cells included (default Asia/Shanghai)
                            What the office has said of values (page 值的对照) holds here, too.

  import list                              recent imports with their receipts
  import undo RECEIPT --reason TEXT        voids what that import recorded

The file is turned back whole (exit 2) where no heading is known, two mean one column, or a required column was not
found. Headings that mean no column, sheets that were left out, hidden rows and merged cells are warnings, on standard
error and in the result. A cell that cannot be read rejects its row; it is never taken for a blank.

Exit: 0 done, 1 rows were rejected, they are listed by line and field, 2 wrong usage or unreadable file
`;

/** What `--help` says of one command: its own lines, and what holds for all. Of none, and of an unknown one, everything. */
export function helpOf(command: string, language: Language): string {
  const { whole, calendar, imports, common } = HELPS[language];
  if (command === 'calendar') return calendar;
  if (command === 'import') return imports;
  const [, ...blocks] = whole.split(new RegExp(`^(?= {2}\\S|${common})`, 'm'));
  const own = blocks.filter((block) => block.trimStart().split(/\s/, 1)[0] === command);
  const rest = blocks.find((block) => block.startsWith(common)) ?? '';
  return own.length === 0 ? whole : `${own.join('').trimEnd()}\n\n${rest}`;
}

type Language = 'zh' | 'en';
const HELPS = {
  en: { whole: HELP, calendar: CALENDAR_HELP, imports: IMPORT_HELP, common: 'Everywhere' },
  zh: { whole: HELP_ZH, calendar: CALENDAR_HELP_ZH, imports: IMPORT_HELP_ZH, common: '通用' },
} as const;

/** `asked` as `--lang` says it; otherwise English only where the machine itself speaks it. */
export function languageOf(
  asked: string | undefined,
  { LC_ALL, LC_MESSAGES, LANG }: Readonly<Record<string, string | undefined>>,
): Language {
  if (asked === 'zh' || asked === 'en') return asked;
  if (asked !== undefined) throw new UsageError('--lang zh|en');
  return /^en\b/i.test((LC_ALL || LC_MESSAGES || LANG || '').replace('_', ' ')) ? 'en' : 'zh';
}
