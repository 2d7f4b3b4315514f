/** What a function need not carry: how style sheets and scripts are set out for people, of our manifest all but name and version, and a browser it has not. */
import { readFileSync } from 'node:fs';
import { type Plugin, transformSync } from 'esbuild';

const MANIFEST = /\/package\.json$/;
/** Only the function that has the browser drives one; whoever asks another for print is told the place by its environment. */
const BROWSER = /\/shared\/documents\/print-here\.ts$/;
const NO_BROWSER =
  "export const printHere = async () => { throw new Error('no browser is here to print with'); };";
/** Their texts stand in the code as they are written, as sheets and scripts that are whole. */
const TEXTS = /\/functions\/web\/look\/(style|script)-of-[\w-]+\.ts$/;
/** A sheet or a script that nothing is put into. */
const WHOLE = /(?<== )`\n[^`$\\]+`/g;

export function trimmed(root: string, { prints = false } = {}): Plugin {
  return {
    name: 'trimmed',
    setup: ({ onLoad }) => {
      onLoad({ filter: TEXTS }, ({ path }) => {
        const loader = TEXTS.exec(path)?.[1] === 'style' ? 'css' : 'js';
        const text = readFileSync(path, 'utf8').replaceAll(/\n +/g, '\n');
        const contents = text.replaceAll(WHOLE, (one) => `\`${packed(one.slice(1, -1), loader)}\``);
        return { loader: 'ts', contents };
      });
      if (!prints) onLoad({ filter: BROWSER }, () => ({ loader: 'ts', contents: NO_BROWSER }));
      onLoad({ filter: MANIFEST }, ({ path }) => {
        if (path !== `${root}/package.json`) return undefined;
        const { name, version } = JSON.parse(readFileSync(path, 'utf8'));
        return { loader: 'json', contents: JSON.stringify({ name, version }) };
      });
    },
  };
}

/** Without white space and comments, in the shortest words: what it says and does is as it was written. */
function packed(text: string, loader: 'css' | 'js'): string {
  const { code } = transformSync(text, {
    ...{ loader, minifyWhitespace: true, charset: 'utf8' },
    // of a sheet also what is said in a longer way than need be; a script is one of several that share their names
    minifySyntax: loader === 'css',
  });
  return code.includes('`') || code.includes('\\') ? text : code;
}
