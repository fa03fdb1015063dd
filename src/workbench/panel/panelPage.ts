// The document that the explanation panel's page is built into: a shell without words, scripts or styles of its own.

/** What the shell is made of. Every URI is the webview's own. */
export interface PanelPage {
  /** Fresh for every document. */
  readonly nonce: string;
  readonly cspSource: string;
  readonly styleUri: string;
  readonly scriptUri: string;
  readonly title: string;
  /** A language tag as in `vscode.env.language`. */
  readonly language: string;
}

/** The document's text. Nothing is loaded from outside, and no script runs but the one with the nonce. */
export function panelHtml({ nonce, cspSource, styleUri, scriptUri, title, language }: PanelPage): string {
  const policy = [
    "default-src 'none'",
    `style-src ${cspSource}`,
    `script-src 'nonce-${nonce}'`,
    `font-src ${cspSource}`,
    `img-src ${cspSource} data:`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escape(language)}">
  <head>
    <meta charset="UTF-8">
    <meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escape(title)}</title>
    <link rel="stylesheet" href="${escape(styleUri)}">
    <script defer nonce="${escape(nonce)}" src="${escape(scriptUri)}"></script>
  </head>
  <body>
    <p id="status" role="status" class="sr-only"></p>
    <main id="panel"></main>
  </body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escape(text: string): string {
  return text.replace(/[&<>"]/g, character => ENTITIES[character] ?? '');
}
