import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'node-html-parser';
import { panelHtml } from '../../../src/workbench/panel/panelPage.ts';

const ROOT = join(import.meta.dirname, '../../..');
const WEBVIEW = join(ROOT, 'src/workbench/panel/webview');
const PAGE = {
  nonce: 'n0nce',
  cspSource: 'vscode-resource:',
  styleUri: 'vscode-resource:/panel.css',
  scriptUri: 'vscode-resource:/panel.js',
  title: 'Acme: "<b>&',
  language: 'de',
};
const html = panelHtml(PAGE);
const document = parse(html);

describe('the panel’s document', () => {
  it('allows its own style and the one script with the nonce, and nothing else', () => {
    const meta = document.querySelector('meta[http-equiv="Content-Security-Policy"]');
    assert.deepEqual(meta?.getAttribute('content')?.split('; '), [
      "default-src 'none'",
      'style-src vscode-resource:',
      "script-src 'nonce-n0nce'",
      'font-src vscode-resource:',
      'img-src vscode-resource: data:',
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    assert.doesNotMatch(html, /unsafe-/);
  });

  it('has one script, with the nonce and no text', () => {
    const scripts = document.querySelectorAll('script');
    assert.equal(scripts.length, 1);
    assert.equal(scripts[0]?.getAttribute('nonce'), 'n0nce');
    assert.equal(scripts[0].getAttribute('src'), PAGE.scriptUri);
    assert.equal(scripts[0].textContent, '');
  });

  it('sets its policy before it loads anything', () => {
    assert.ok(html.indexOf('Content-Security-Policy') < html.search(/<(?:link|script)\b/));
  });

  it('has no inline style, no inline handler and nothing from outside', () => {
    assert.equal(document.querySelectorAll('style, iframe, img, base').length, 0);
    for (const element of document.querySelectorAll('*')) {
      for (const attribute of Object.keys(element.attributes))
        assert.doesNotMatch(attribute, /^(?:on|style)/i);
    }
    assert.doesNotMatch(html, /https?:/);
  });

  it('is in the user’s language, with its title as text', () => {
    assert.equal(document.querySelector('html')?.getAttribute('lang'), 'de');
    assert.equal(document.querySelector('title')?.rawText, 'Acme: &quot;&lt;b&gt;&amp;');
  });

  it('has the landmark and the live region before any script fills them', () => {
    assert.ok(document.querySelector('body > main#panel'));
    assert.equal(document.querySelector('body > #status')?.getAttribute('role'), 'status');
  });
});

describe('the panel’s script and style', () => {
  it('make no markup out of text', () => {
    for (const file of readdirSync(WEBVIEW).filter(name => name.endsWith('.ts'))) {
      const text = readFileSync(join(WEBVIEW, file), 'utf8');
      assert.doesNotMatch(
        text,
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|setHTML|DOMParser|eval\(/,
        file,
      );
    }
  });

  it('load nothing', () => {
    const css = readFileSync(join(ROOT, 'media/panel.css'), 'utf8');
    assert.doesNotMatch(css, /url\(|@import/);
  });

  it('take every colour from the theme, or the system, or mix it from those', () => {
    const css = readFileSync(join(ROOT, 'media/panel.css'), 'utf8');
    const outsideFallbacks = css.replace(/var\((?:[^()]|\([^()]*\))*\)/g, '');
    assert.doesNotMatch(outsideFallbacks, /#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/i);
  });
});
