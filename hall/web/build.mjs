// Bundles the pages: node build.mjs OUT_DIR, with node_modules beside this file.
// Scripts and styles become one file each, so that the pages need no inline code.
import { build } from 'esbuild';
import { po } from 'gettext-parser';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2]);

/** import catalog from './x.po': { Indonesian text: translation } */
const catalogs = {
  name: 'catalogs',
  setup(builder) {
    builder.onLoad({ filter: /\.po$/ }, async ({ path }) => {
      const entries = po.parse(await readFile(path)).translations[''] ?? {};
      const texts = Object.values(entries)
        .filter(({ msgid, msgstr }) => msgid && msgstr[0])
        .map(({ msgid, msgstr }) => [msgid, msgstr[0]]);
      return { contents: JSON.stringify(Object.fromEntries(texts)), loader: 'json' };
    });
  },
};

await mkdir(out, { recursive: true });
await build({
  entryPoints: ['manager', 'ticket'].map((page) => join(here, 'src', `${page}.ts`)),
  outdir: out,
  bundle: true,
  minify: true,
  target: ['es2020'],
  external: ['/assets/*'],
  plugins: [catalogs],
  legalComments: 'none',
  logLevel: 'warning',
});
for (const page of ['manager.html', 'ticket.html', 'icon.svg']) {
  await copyFile(join(here, 'pages', page), join(out, page));
}
await copyFile(
  join(here, 'node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'),
  join(out, 'inter.woff2'));
