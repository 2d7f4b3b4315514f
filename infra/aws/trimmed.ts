/** What a function need not carry: how style sheets and scripts are set out for people, and of our manifest all but name and version. */
import { readFileSync } from 'node:fs';
import { type Plugin, transformSync } from 'esbuild';

const MANIFEST = /\/package\.json$/;
/** Their texts stand in the code as they are written. */
const SCRIPTS = /\/functions\/web\/look\/script-[\w-]+\.ts$/;
const STYLES = /\/functions\/web\/look\/style-[\w-]+\.ts$/;
/** A sheet that nothing is put into. */
const WHOLE_SHEET = /(?<== )`\n[^`$\\]+`/g;

export function trimmed(root: string): Plugin {
  return {
    name: 'trimmed',
    setup: ({ onLoad }) => {
      onLoad({ filter: SCRIPTS }, ({ path }) => ({ loader: 'ts', contents: indentedNoMore(path) }));
      onLoad({ filter: STYLES }, ({ path }) => ({
        loader: 'ts',
        contents: indentedNoMore(path).replaceAll(
          WHOLE_SHEET,
          (text) => `\`${packedStyle(text.slice(1, -1))}\``,
        ),
      }));
      onLoad({ filter: MANIFEST }, ({ path }) => {
        if (path !== `${root}/package.json`) return undefined;
        const { name, version } = JSON.parse(readFileSync(path, 'utf8'));
        return { loader: 'json', contents: JSON.stringify({ name, version }) };
      });
    },
  };
}

const indentedNoMore = (path: string): string => readFileSync(path, 'utf8').replaceAll(/\n +/g, '\n');

/** White space and comments alone: what it says is as it was written. */
function packedStyle(text: string): string {
  const { code } = transformSync(text, { loader: 'css', minifyWhitespace: true, charset: 'utf8' });
  return code.includes('`') || code.includes('\\') ? text : code;
}
