import { describe, expect, it } from 'vitest';
import { COMMANDS } from '#functions/cli/commands.ts';
import { HELP } from '#functions/cli/help.ts';

describe('the help of the command line', () => {
  it('has a line for every command there is', () => {
    const named = new Set([...HELP.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name));
    expect(Object.keys(COMMANDS).filter((name) => !named.has(name))).toEqual([]);
  });
});
