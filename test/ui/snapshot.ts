// Reads parts of the page at one moment as HTML and finds things in it, so that a redraw in between cannot mix two states.
import { HTMLElement, parse } from 'node-html-parser';
import type { Locator } from 'playwright-core';

/** The elements that a locator finds at this moment, each with its content. */
export async function snapshots(locator: Locator): Promise<HTMLElement[]> {
  const texts = await locator.evaluateAll((elements: { outerHTML: string }[]) =>
    elements.map(element => element.outerHTML),
  );
  return texts.map(html => parse(html).children[0]).filter(element => element !== undefined);
}

/** The first of them; undefined when there is none. */
export async function snapshot(locator: Locator): Promise<HTMLElement | undefined> {
  return (await snapshots(locator))[0];
}

/** Whether VS Code has taken an element, or one around it, out of sight. */
export function isHidden(element: HTMLElement): boolean {
  for (let one: HTMLElement | null = element; one !== null; one = one.parentNode) {
    if (/display:\s*none/.test(one.getAttribute('style') ?? '')) {
      return true;
    }
  }
  return false;
}

/** The text of an element with its icons as VS Code's API writes them: `$(key) Acme`, `$(sync~spin) …`. */
export function textWithIcons(element: HTMLElement | null | undefined): string {
  return lineOf(element, true);
}

/** The text of an element without its icons; what is only written like one stays. */
export function plainText(element: HTMLElement | null | undefined): string {
  return lineOf(element, false);
}

/** The name of the codicon that an element shows, if any. */
export function iconOf(element: HTMLElement | null | undefined): string | undefined {
  const names = (element?.classNames ?? '').split(/\s+/).filter(name => name.startsWith('codicon-'));
  return names
    .map(name => name.slice('codicon-'.length))
    .find(name => !/^(modifier-\w+|colored)$/.test(name));
}

function lineOf(element: HTMLElement | null | undefined, withIcons: boolean): string {
  if (element === null || element === undefined) return '';
  return pieces(element, withIcons).replace(/\s+/g, ' ').trim();
}

function pieces(element: HTMLElement, withIcons: boolean): string {
  const icon = iconOf(element);
  if (icon !== undefined) {
    if (!withIcons) return '';
    return `$(${icon}${element.classList.contains('codicon-modifier-spin') ? '~spin' : ''})`;
  }
  return element.childNodes
    .map(node => (node instanceof HTMLElement ? pieces(node, withIcons) : node.text))
    .join('');
}
