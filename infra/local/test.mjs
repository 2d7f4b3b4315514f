/**
 * `npm test`: every check of the project, one after another, on Node 24. A step that is not Vitest counts as
 * one test. The last line states the totals, and any failure makes the exit code 1.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { node24, root } from './launch-node.mjs';

const node = node24();
const results = join(root, '.cache', `test-results-${process.pid}.json`);
// what random tests draw from: told, so that a run can be had again
const { SEED = String(Date.now() % 2 ** 31) } = process.env;
const environment = {
  ...process.env,
  SEED,
  TAIZHANG_HOME: root,
  PATH: [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
};

const steps = [
  ['types', 'typescript/bin/tsc', '-p', 'tsconfig.json'],
  ['types of the infrastructure', 'typescript/bin/tsc', '-p', 'infra/aws/tsconfig.json'],
  ['format and lint', '@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
];

mkdirSync(dirname(results), { recursive: true });
const outcomes = steps.map(([name, script, ...options]) => ({ name, passed: run(name, script, options) }));
const vitest = runVitest();
const passed = outcomes.filter((step) => step.passed).length + vitest.passed;
const failed = outcomes.filter((step) => !step.passed).length + vitest.failed;
for (const step of outcomes) if (!step.passed) console.log(`failed: ${step.name}`);
if (failed > 0) console.log(`random tests drew from SEED=${SEED}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function run(name, script, options) {
  console.log(`\n── ${name}`);
  const { status } = spawnSync(node, [join(root, 'node_modules', script), ...options], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return status === 0;
}

/** Totals come from Vitest's own record; a run that ends badly without naming a failed test is one failure. */
function runVitest() {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  const clean = run('tests', 'vitest/vitest.mjs', ['run', ...reporters, ...process.argv.slice(2)]);
  const { passed, failed } = readTotals();
  return { passed, failed: clean ? failed : Math.max(failed, 1) };
}

function readTotals() {
  try {
    const record = JSON.parse(readFileSync(results, 'utf8'));
    // A file that does not load holds no tests: it is a failure of its own.
    const unloaded = record.testResults.filter((file) => file.status === 'failed' && noneFailed(file)).length;
    return { passed: record.numPassedTests, failed: record.numFailedTests + unloaded };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(results, { force: true });
  }
}

function noneFailed(file) {
  return !file.assertionResults.some((test) => test.status === 'failed');
}
