import { describe, expect, it } from 'vitest';
import { COMMANDS } from '#functions/cli/commands.ts';
import { HELP, helpOf, languageOf } from '#functions/cli/help.ts';
import { HELP_ZH } from '#functions/cli/help-zh.ts';

const LANGUAGES = ['zh', 'en'] as const;

/** The blocks of a help, by the words they begin with, each with its options in order. */
function blocksOf(help: string): readonly (readonly [string, string])[] {
  const blocks = help.split(/^(?= {2}\S|Everywhere|通用)/m).slice(1);
  const named = (block: string): string => /^ {2}([a-z-]+(?: [a-zA-Z][^\s（]*)*)/.exec(block)?.[1] ?? 'all';
  return blocks.map((block) => [
    named(block),
    [...new Set([...block.matchAll(/--[a-z-]+/g)].map(([option]) => option))].sort().join(' '),
  ]);
}

describe('the help of the command line', () => {
  it('has a line for every command there is', () => {
    for (const help of [HELP, HELP_ZH]) {
      const named = new Set([...help.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name));
      expect(Object.keys(COMMANDS).filter((name) => !named.has(name))).toEqual([]);
    }
  });

  it('says in Chinese what it says in English: the same commands, each with the same options', () => {
    expect(blocksOf(HELP_ZH)).toEqual(blocksOf(HELP));
    for (const command of ['calendar', 'import'])
      expect(blocksOf(helpOf(command, 'zh'))).toEqual(blocksOf(helpOf(command, 'en')));
  });

  it('of one command is that command and what holds for all, in either language', () => {
    for (const language of LANGUAGES) {
      const help = helpOf('verify', language);
      expect(help).toMatch(/^ {2}verify /);
      expect(help).toContain('--data DIR');
      expect(help).not.toContain('restate');
    }
  });

  it('is Chinese unless the machine or --lang says English', () => {
    expect(languageOf(undefined, {})).toBe('zh');
    expect(languageOf(undefined, { LANG: 'C.UTF-8' })).toBe('zh');
    expect(languageOf(undefined, { LANG: 'zh_CN.UTF-8' })).toBe('zh');
    expect(languageOf(undefined, { LANG: 'en_US.UTF-8' })).toBe('en');
    expect(languageOf(undefined, { LANG: 'en_US.UTF-8', LC_ALL: 'zh_CN.UTF-8' })).toBe('zh');
    expect(languageOf('en', { LANG: 'zh_CN.UTF-8' })).toBe('en');
    expect(() => languageOf('fr', {})).toThrow('--lang zh|en');
  });
});
