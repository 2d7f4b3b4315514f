/** The app of the synthesis, with the flags of `cdk.json` whoever starts it: the CDK's command line, a test, the emulators. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib/core';

type Context = Readonly<Record<string, unknown>>;

/** The recommended flags of the CDK, and those where this deployment has a reason to differ (ADR 73). */
export function flags(): Context {
  const file = join(import.meta.dirname, '..', '..', 'cdk.json');
  const { context }: { readonly context: Context } = JSON.parse(readFileSync(file, 'utf8'));
  return context;
}

/** `context` as `-c` or `cdk.json` would give it, beside the flags. */
export function houseApp(context: Context = {}): App {
  return new App({ context: { ...flags(), ...context }, analyticsReporting: false });
}
