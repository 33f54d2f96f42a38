import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** What an admin reads who came to install the bot. */
export interface InstallPage {
  readonly language: string;
  readonly title: string;
  readonly text: string;
  readonly steps: readonly string[];
  readonly last: string | null;
  readonly link: { readonly label: string; readonly url: string } | null;
}

const STYLE = `
  body { margin: 0; padding: 12vh 1.5rem; background: #f0fdf4; color: #14261b; font: 1.125rem/1.6 system-ui, sans-serif; }
  main { max-width: 34rem; margin: 0 auto; }
  h1 { font-size: 1.75rem; line-height: 1.2; color: #14532d; }
  li { margin: .5rem 0; }
  a { display: inline-block; margin-top: 1rem; padding: .75rem 1.25rem; border-radius: .5rem; background: #14532d; color: #fff; }
  a:focus-visible { outline: 3px solid #16a34a; outline-offset: 2px; }
`;
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;

/** Sends the page: no script, no picture, nothing fetched from anywhere. */
export function sendPage(response: ServerResponse, status: number, page: InstallPage): void {
  response.setHeader('content-security-policy', POLICY);
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(drawn(page));
}

function drawn({ language, title, text, steps, last, link }: InstallPage): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
${steps.length === 0 ? '' : `<ol>${steps.map((step) => `<li>${escaped(step)}</li>`).join('')}</ol>`}
${last === null ? '' : `<p>${escaped(last)}</p>`}
${link === null ? '' : `<a href="${escaped(link.url)}">${escaped(link.label)}</a>`}
</main>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
