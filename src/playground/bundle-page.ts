import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface PageFile {
  readonly type: string;
  readonly content: string;
}

const PAGE = new URL('./page/', import.meta.url);

/** The page's files, by their paths; the browser's code is put together from here and from node_modules alone. */
export async function bundlePage(): Promise<Readonly<Record<string, PageFile>>> {
  const [bundle, html, css] = await Promise.all([
    build({
      entryPoints: [fileURLToPath(new URL('main.ts', PAGE))],
      bundle: true,
      write: false,
      format: 'esm',
      target: 'es2022',
      minify: true,
      logLevel: 'silent',
    }),
    readFile(new URL('index.html', PAGE), 'utf8'),
    readFile(new URL('page.css', PAGE), 'utf8'),
  ]);
  const [script] = bundle.outputFiles;
  if (script === undefined) throw new Error('The page has no script.');
  return {
    '/': { type: 'text/html; charset=utf-8', content: html },
    '/page.js': { type: 'text/javascript; charset=utf-8', content: script.text },
    '/page.css': { type: 'text/css; charset=utf-8', content: css },
  };
}
