/**
 * `npm run mutation`: changes one thing of a rule at a time and sees whether a test of the rulebook fails. It takes long;
 * one file alone: `npm run mutation -- --mutate shared/appeal/decide.ts`.
 */
export default {
  mutate: [
    'shared/{disclosure,hotline,appeal,register}/{decide,decide-*,enter,lawful,lawful-steps,life,figures,clock}.ts',
    'shared/kernel/{appeal-clock,time-limit}.ts',
  ],
  // words and names of fields are held by the type checker and by the frozen events, not by the rulebook
  mutator: { excludedMutations: ['StringLiteral', 'ObjectLiteral'] },
  testRunner: 'vitest',
  vitest: { configFile: 'tests/mutation/vitest.config.ts' },
  coverageAnalysis: 'perTest',
  // what is worked out once, when a file is loaded, would run every test for each change
  ignoreStatic: true,
  concurrency: 2,
  // a busy machine is slow, which is no answer
  timeoutMS: 60_000,
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 85, break: 85 },
  tempDirName: '.cache/mutation',
  // its preprocessor needs the interface of TypeScript 6
  tsconfigFile: 'none',
};
