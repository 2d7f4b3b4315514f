/** docs/law.md points at code and tests: every pointer leads somewhere, and every article the rules cite is in it. */
import { describe, expect, test } from 'vitest';
import { LAW_SOURCES, type LawSource } from '#shared/glossary/law-sources.ts';
import { projectFiles, readText } from './source-files.ts';

const FILES = new Set(projectFiles());
const LAW = readText('docs/law.md');
/** `path#words`: the words stand in the file. */
const POINTERS = [...LAW.matchAll(/`((?:shared|functions|tests)\/[^`#]+)#([^`]+)`/g)].map(
  ([, path = '', words = '']) => ({ path, words }),
);

function leadsNowhere({ path, words }: { path: string; words: string }): boolean {
  return !FILES.has(path) || !readText(path).includes(words);
}

/** What the rules cite: 条例30, 复议法62, 行诉法67 and the ids of counting rules. */
const CITED = /(?:条例|复议法|行诉法)\d+|\bR-T4-\d+|(?<=\brules? )R\d+/g;

const READ = { original: 'as published', copy: 'in a copy', unchecked: 'not compared' } as const;

/** The table of sources as the page prints it: one row for each text. */
function rowsOf([key, { title, texts }]: [string, LawSource]): string[] {
  return texts.map(({ document, promulgated, inForce, read }, index) => {
    const next = texts[index + 1]?.document;
    const cells = [
      key,
      title ?? 'title not seen',
      document,
      promulgated ?? 'not seen',
      inForce ?? 'not seen',
    ];
    return `| ${[...cells, READ[read], next ?? ''].join(' | ')} |`;
  });
}

/** The sources that an article in quotation marks is cited from. */
const QUOTED = /'([^'\n]*?(?:条例|法|号))(?:\(\d{4}\))?\d+'/g;

describe('the page of the law', () => {
  test('prints the table of sources as the rules have it', () => {
    const expected = Object.entries(LAW_SOURCES).flatMap(rowsOf);
    const printed = LAW.split('\n').filter((line) =>
      /\| (?:as published|in a copy|not compared) \|/.test(line),
    );
    expect(printed).toEqual(expected);
  });

  test('has a source for every article that is told outside', () => {
    const cited = [...FILES]
      .filter((path) => /^shared\/(?:kernel|appeal|disclosure|hotline|register)\/[^.]*\.ts$/.test(path))
      .flatMap((path) => [...readText(path).matchAll(QUOTED)].map(([, source = '']) => source));
    expect(cited.length).toBeGreaterThan(20);
    expect([...new Set(cited)].filter((source) => !(source in LAW_SOURCES))).toEqual([]);
  });

  test('points at words that are there', () => {
    expect(POINTERS.length).toBeGreaterThan(100);
    expect(POINTERS.filter(leadsNowhere)).toEqual([]);
  });

  test('has every article that a rule of the domain cites', () => {
    const rules = [...FILES].filter((path) => /^shared\/[^.]*\.ts$/.test(path));
    const cited = new Set(rules.flatMap((path) => [...readText(path).matchAll(CITED)].map(([one]) => one)));
    const missing = [...cited].filter((one) => !covers(one));
    expect(missing).toEqual([]);
  });

  test('has all fifty-two traps, each with its test', () => {
    const traps = [...LAW.matchAll(/^\| (\d+) [^|]+\| `[^`]+` \|$/gm)].map(([, number]) => Number(number));
    expect(traps).toEqual(Array.from({ length: 52 }, (_none, index) => index + 1));
  });

  test('sees a pointer that leads nowhere', () => {
    expect(leadsNowhere({ path: 'shared/glossary.ts', words: 'words that stand nowhere' })).toBe(true);
    expect(leadsNowhere({ path: 'shared/nowhere.ts', words: '' })).toBe(true);
  });
});

/** `条例49, 50` stands for two articles of one law. */
function covers(cited: string): boolean {
  const [, law = '', number = ''] = /^(\D+?)(\d+)$/.exec(cited) ?? [];
  if (law.startsWith('R')) return new RegExp(`\\b${cited}\\b`).test(LAW);
  return new RegExp(`${law}(?:\\d+, )*${number}\\b`).test(LAW);
}
