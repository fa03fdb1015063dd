// Searches everything that VS Code shows or leaves behind for the secrets of the simulators: nothing may hold one, except a
// file into which a test put it on purpose. Tells where and of which kind, and never the secret itself.
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { secretsIn } from '../simulator/knownSecrets.ts';
import type { Workbench } from './workbench.ts';

/** What is told of a leak: the kinds of secrets, and where they are. */
export type Leak = string;

/** Whether a file, by its absolute path, is one into which a test itself put a secret. */
export type IsExpected = (file: string) => boolean;

/** Where VS Code keeps earlier versions of files, and what has not been saved. */
const LOCAL_HISTORY = /\/User\/History\/[^/]+\/[^/]+$/;
const BACKUP = /\/Backups\//i;

/**
 * Runs in a frame: all its texts, attributes and values, also in open shadow roots, and in one piece what it shows side by
 * side. An editor is left out when its address is one of those given.
 */
const READ_FRAME = `(left => {
  const apart = [];
  let shown = '';
  const read = node => {
    if (node.nodeType === Node.TEXT_NODE || node.nodeType === Node.COMMENT_NODE) shown += node.data;
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (left.includes(node.getAttribute('data-uri'))) return;
      for (const attribute of node.attributes) apart.push(attribute.value);
      if (typeof node.value === 'string') apart.push(node.value);
      if (node.shadowRoot !== null) read(node.shadowRoot);
      if (node.localName === 'template') read(node.content);
    }
    for (const child of node.childNodes) read(child);
  };
  read(document);
  return [shown, ...apart].join('\\n');
})`;

/** Runs in a frame: the addresses of the editors that are open in it. */
const EDITORS = `[...document.querySelectorAll('[data-uri]')].map(editor => editor.getAttribute('data-uri'))`;

/** Runs in a page: each entry of the storage that the browser keeps for it, with its place. */
const READ_STORAGE = `(async () => {
  const textOf = value => {
    if (typeof value === 'string') return value;
    if (value instanceof ArrayBuffer) return textOf(new Uint8Array(value));
    if (ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value);
    return JSON.stringify(value) ?? '';
  };
  const answer = request => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const entries = [];
  for (const [name, storage] of Object.entries({ localStorage, sessionStorage })) {
    for (const [key, value] of Object.entries(storage)) entries.push([name + ' ' + key, value]);
  }
  for (const { name } of await indexedDB.databases()) {
    const database = await answer(indexedDB.open(name));
    for (const table of database.objectStoreNames) {
      const store = database.transaction(table).objectStore(table);
      const [keys, values] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
      keys.forEach((key, index) => entries.push([[name, table, textOf(key)].join(' '), textOf(values[index])]));
    }
    database.close();
  }
  return entries;
})()`;

/**
 * The leaks of an open window: in its page and those of its webviews, in a notification or a line of the console that ever
 * was, and in what the browser stores for it: the extension's state, the webviews' states, and the secret storage, which
 * VS Code encrypts there.
 */
export async function leaksInWindow(workbench: Workbench, isExpected: IsExpected): Promise<Leak[]> {
  const { page, notifications } = workbench;
  return [
    ...(await leaksInFrames(page, isExpected)),
    ...(await leaksInStorage(page, isExpected)),
    ...leaksIn('a notification', notifications.history.join('\n')),
    ...leaksIn('the console', workbench.console.join('\n')),
  ];
}

/** The leaks in all files below some folders. */
export async function leaksInFiles(folders: readonly string[], isExpected: IsExpected): Promise<Leak[]> {
  const leaks: Leak[] = [];
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      const text = await readFile(file, 'latin1');
      const found = leaksIn(`the file ${relative(dirname(folder), file)}`, text);
      if (found.length > 0 && !isExpected(file) && !isExpected((await originalOf(file, text)) ?? '')) {
        leaks.push(...found);
      }
    }
  }
  return leaks;
}

/** The leaks in a text. */
export function leaksIn(place: string, text: string): Leak[] {
  return secretsIn(text).map(kind => `${kind} in ${place}`);
}

async function leaksInFrames(page: Page, isExpected: IsExpected): Promise<Leak[]> {
  const leaks = await Promise.all(
    page.frames().map(async frame => {
      const place = frame === page.mainFrame() ? 'the page' : 'a webview';
      return leaksIn(place, await readFrame(frame, isExpected));
    }),
  );
  return leaks.flat();
}

async function readFrame(frame: Frame, isExpected: IsExpected): Promise<string> {
  try {
    const editors = await frame.evaluate<string[]>(EDITORS);
    const left = editors.filter(uri => isExpected(pathOf(uri)));
    return await frame.evaluate<string>(`${READ_FRAME}(${JSON.stringify(left)})`);
  } catch (error) {
    if (frame.isDetached()) return ''; // A webview that has just been closed.
    throw error;
  }
}

async function leaksInStorage(page: Page, isExpected: IsExpected): Promise<Leak[]> {
  const leaks = [];
  for (const [place, text] of await page.evaluate<[string, string][]>(READ_STORAGE)) {
    const found = leaksIn(`the browser's storage: ${place}`, text);
    if (found.length > 0 && !isExpected((await originalOf(place, text)) ?? '')) leaks.push(...found);
  }
  return leaks;
}

/** Of which file VS Code's Local History or a backup holds a copy; undefined for anything else. */
async function originalOf(file: string, text: string): Promise<string | undefined> {
  const path = file.replaceAll('\\', '/');
  if (BACKUP.test(path)) return pathOf(/^\S+/.exec(text)?.[0] ?? ''); // The first line begins with the file's address.
  if (!LOCAL_HISTORY.test(path)) return undefined;
  const list: unknown = JSON.parse(await readFile(join(dirname(file), 'entries.json'), 'utf8'));
  const named = typeof list === 'object' && list !== null && 'resource' in list ? list.resource : undefined;
  return typeof named === 'string' ? pathOf(named) : undefined;
}

function pathOf(uri: string): string {
  return URL.canParse(uri) ? decodeURIComponent(new URL(uri).pathname) : '';
}
