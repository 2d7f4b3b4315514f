/** Traces of the machine on which something was written: whoever clones the project has another one. */

const TRACES: readonly (readonly [string, RegExp])[] = [
  ['a package registry host', /\bregistry\.[a-z0-9-]+\.(?:org|com|net|cn)\b|\bnpmmirror\b/i],
  ['a machine path', /(?:^|[^A-Za-z0-9.)}\]_-])\/(?:work|root|farm|home\/[a-z]\w*)\//],
  ['a page outside the project', /\bshared\/(?:design|domain|ecosystem|interface|style)\.md\b/],
];

export function traceFaults(path: string, text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      TRACES.filter(([, pattern]) => pattern.test(line)).map(
        ([what]) => `${path}:${index + 1} names ${what}`,
      ),
    );
}
