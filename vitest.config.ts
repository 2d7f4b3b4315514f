import { defineConfig } from 'vitest/config';

const root = import.meta.dirname;

/** Of all random tests of this run, which print it; read once for each project. */
process.env.SEED ??= String(Date.now() % 2 ** 31);
const { SEED } = process.env;
if (!/^-?\d+$/.test(SEED)) throw new Error(`SEED is a whole number, not ${SEED}`);

/** One project per question the tests answer; those that start processes or a browser get more time. */
const QUESTIONS = {
  specification: 10_000,
  reporting: 20_000,
  contract: 180_000,
  web: 30_000,
  browser: 300_000,
  faults: 180_000,
  infra: 180_000,
  deployed: 300_000,
  architecture: 30_000,
};

/** Their files leave nothing behind in the process that the next would meet: they share one, and its modules. */
const TOGETHER: readonly string[] = ['specification', 'contract', 'web'];

export default defineConfig({
  test: {
    // The machine of a pipeline has two cores: the third works while others wait for an engine, a deadline or a process.
    pool: 'forks',
    maxWorkers: 3,
    passWithNoTests: true,
    projects: Object.keys(QUESTIONS).map((name) => projectOf(name as keyof typeof QUESTIONS)),
  },
});

/** Also by itself, for the mutation tests. */
export function projectOf(name: keyof typeof QUESTIONS) {
  const timeout = QUESTIONS[name];
  return {
    oxc: { jsx: { runtime: 'automatic' as const, importSource: 'hono/jsx' } },
    test: {
      name,
      isolate: !TOGETHER.includes(name),
      root,
      include: [`tests/${name}/**/*.test.{ts,tsx}`],
      environment: 'node' as const,
      env: { TAIZHANG_HOME: root, SEED },
      setupFiles: ['tests/support/random.ts'],
      expect: { requireAssertions: true },
      testTimeout: timeout,
      hookTimeout: Math.max(timeout, 60_000),
      execArgv: ['--disable-warning=ExperimentalWarning'],
    },
  };
}
