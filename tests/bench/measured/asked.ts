/** What is claimed of speed, bench by bench: a claim of which no run has told is shown as not run. */

export type AskedBench = {
  readonly bench: string;
  readonly title: string;
  /** What `npm run` is given. */
  readonly command: string;
  /** As the bench tells them; one that ends with `…` stands for all that begin so. */
  readonly claims: readonly string[];
};

export const ASKED: readonly AskedBench[] = [
  {
    bench: 'clerks',
    title: 'Pages under fifty clerks',
    command: 'bench:clerks',
    claims: [
      'p99 of pages and forms beside an empty handler of the very server',
      'p99 of pages and forms',
      'requests that failed',
      'memory at the end',
    ],
  },
  {
    bench: 'ten-million',
    title: 'Ten million events',
    command: 'bench:ten-million',
    claims: ['first answer of …', 'memory after every page'],
  },
  {
    bench: 'deaf',
    title: 'One machine, never deaf',
    command: 'bench:deaf',
    claims: ['an import', 'the nightly comparison', 'a closing', 'a rebuild', 'all at once'].map(
      (work) => `the longest wait beside ${work}`,
    ),
  },
  {
    bench: 'hostile',
    title: 'Documents made to be dear',
    command: 'bench:hostile',
    claims: ['faults', 'the longest wait of another client'],
  },
  {
    bench: 'recording',
    title: 'Recording beside the same inserts',
    command: 'bench:recording',
    claims: ['a call without personal data recorded by …', 'an application with sealed texts recorded by …'],
  },
  {
    bench: 'posting',
    title: 'Posts that share a commit',
    command: 'bench:posting',
    claims: ['posts in one durable commit, …'],
  },
  { bench: 'peers', title: 'Recording beside other event stores', command: 'bench:peers', claims: ['…'] },
  {
    bench: 'hotline',
    title: 'A year of 320,000 calls',
    command: 'bench:hotline',
    claims: [
      ...['import, rate', 'import, peak memory', 'import, peak memory at twice the rows'],
      ...['rebuild, rate', "the year's figures", "the year's figures, times faster", 'a call entered'],
    ],
  },
  {
    bench: 'tables',
    title: 'Tables and lists at 100,000 applications',
    command: 'bench:tables',
    claims: [
      ...['the year’s tables', 'the first page of every cell of table 三', 'the first page of the list'],
      ...['the first page of the list with the words of its cases', 'the count of the list', 'the work list'],
    ],
  },
  {
    bench: 'search',
    title: 'Finding a case by its words',
    command: 'bench:search',
    claims: [
      ...['p95 of mixed searches', 'p95 of mixed searches beside looking through'],
      'answers that differ from a plain index',
    ],
  },
  {
    bench: 'worklist',
    title: 'What a work list reads',
    command: 'bench:worklist',
    claims: ['sqlite, …', 'dynamodb, …'],
  },
  {
    bench: 'closing',
    title: 'Signing a year',
    command: 'bench:closing',
    claims: [
      ...['close, peak memory', 'restate, peak memory', 'can it be signed', 'what has changed since'],
      ...['behind a signed figure', 'behind a figure of the whole'],
    ],
  },
  {
    bench: 'workbook',
    title: 'A workbook of 300,000 rows',
    command: 'bench:workbook',
    claims: ['a workbook imported, peak memory', 'a workbook imported, peak memory at twice the rows'],
  },
  {
    bench: 'audit',
    title: 'The audit stream',
    command: 'bench:audit',
    claims: ['an entry of the audit stream', 'who saw a case', 'what a person did'],
  },
  {
    bench: 'cold',
    title: 'Functions of the cloud',
    command: 'bench:cold',
    claims: ['cold start of web', 'size of …'],
  },
  { bench: 'scale:slices', title: 'A large ledger in slices', command: 'scale:slices', claims: ['…'] },
];

export const isMeant = (claim: string, told: string): boolean =>
  claim.endsWith('…') ? told.startsWith(claim.slice(0, -1)) : told === claim;
