import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { ESLint } from 'eslint';
import * as v from 'valibot';
import { CommandId, DETAIL_ITEM, PROFILE_ITEM, SettingId, ViewId, WALKTHROUGH_ID } from '../../src/ids.ts';
import { DEFAULT_SERVERS } from '../../src/ringcentral/environment.ts';
import { NUMBER_SETTINGS } from '../../src/workbench/numberSettings.ts';

const ROOT = join(import.meta.dirname, '../..');

const commandList = v.array(v.object({ command: v.string(), when: v.optional(v.string()) }));
const Manifest = v.object({
  type: v.string(),
  main: v.string(),
  activationEvents: v.array(v.string()),
  contributes: v.object({
    commands: v.array(v.object({ command: v.string(), title: v.string(), category: v.string() })),
    viewsContainers: v.object({ activitybar: v.array(v.object({ id: v.string(), title: v.string() })) }),
    views: v.record(v.string(), v.array(v.object({ id: v.string(), name: v.string() }))),
    viewsWelcome: v.array(v.object({ view: v.string(), contents: v.string() })),
    menus: v.record(v.string(), commandList),
    configuration: v.object({
      properties: v.record(
        v.string(),
        v.object({
          scope: v.string(),
          default: v.unknown(),
          minimum: v.optional(v.number()),
          maximum: v.optional(v.number()),
        }),
      ),
    }),
    walkthroughs: v.array(
      v.object({
        id: v.string(),
        steps: v.array(
          v.object({ description: v.string(), media: v.object({ svg: v.string(), altText: v.string() }) }),
        ),
      }),
    ),
  }),
});
const manifest = v.parse(Manifest, JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
const { contributes } = manifest;

describe('package.json and ids.ts', () => {
  it('name the same commands, all in the category RingCentral JWT', () => {
    assert.deepEqual(
      contributes.commands.map(({ command }) => command).sort(),
      Object.values(CommandId).sort(),
    );
    assert.deepEqual(
      new Set(contributes.commands.map(({ category }) => category)),
      new Set(['RingCentral JWT']),
    );
  });

  it('name the same settings, all of application scope', () => {
    const { properties } = contributes.configuration;
    assert.deepEqual(Object.keys(properties).sort(), Object.values(SettingId).sort());
    assert.deepEqual(new Set(Object.values(properties).map(({ scope }) => scope)), new Set(['application']));
  });

  it('name the same defaults and limits', () => {
    const { properties } = contributes.configuration;
    for (const [id, { default: value, minimum, maximum }] of Object.entries(NUMBER_SETTINGS)) {
      assert.partialDeepStrictEqual(properties[id], { default: value, minimum, maximum });
    }
    assert.equal(properties[SettingId.productionServer]?.default, DEFAULT_SERVERS.production);
    assert.equal(properties[SettingId.sandboxServer]?.default, DEFAULT_SERVERS.sandbox);
  });

  it('name the same view, container and walkthrough', () => {
    assert.deepEqual(
      contributes.viewsContainers.activitybar.map(({ id }) => id),
      [ViewId.container],
    );
    assert.deepEqual(
      contributes.views[ViewId.container]?.map(({ id }) => id),
      [ViewId.profiles],
    );
    assert.deepEqual(
      contributes.walkthroughs.map(({ id }) => id),
      [WALKTHROUGH_ID],
    );
  });

  it('have no menu, link or welcome text with a command that does not exist', () => {
    const texts = [
      ...contributes.viewsWelcome.map(({ contents }) => contents),
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ description }) => description)),
    ];
    const linked = texts.flatMap(text => [...text.matchAll(/\(command:([\w.]+)\)/g)].map(([, id]) => id));
    const inMenus = Object.values(contributes.menus).flatMap(items => items.map(({ command }) => command));
    const known = new Set<string | undefined>(Object.values(CommandId));
    assert.deepEqual(
      [...linked, ...inMenus].filter(id => !known.has(id)),
      [],
    );
    const itemMenus = contributes.menus['view/item/context'] ?? [];
    assert.ok(
      itemMenus.every(
        ({ when }) =>
          when !== undefined && (when.includes(`/^${PROFILE_ITEM}`) || when.includes(`== ${DETAIL_ITEM}.`)),
      ),
    );
  });

  it('give each step of the walkthrough a picture that is drawn in the theme’s colours, and a command', () => {
    for (const { steps } of contributes.walkthroughs) {
      for (const { media, description } of steps) {
        const picture = readFileSync(join(ROOT, media.svg), 'utf8');
        assert.match(picture, /var\(--vscode-/);
        // VS Code draws it in a page whose policy lets neither of these through.
        assert.doesNotMatch(picture, /<script|<style|style=|href=/);
        // VS Code shows the words in the manifest to nobody: a screen reader finds them in the picture.
        assert.ok(picture.includes(`aria-label="${media.altText}"`), media.svg);
        assert.match(description, /\(command:ringcentralJwt\./);
      }
    }
  });
});

describe('the rules of the house', () => {
  const eslint = new ESLint({ cwd: ROOT });

  /** The rules that a line would break, were it the whole of a file. */
  async function brokenBy(file: string, line: string): Promise<(string | null)[]> {
    const [result] = await eslint.lintText(`// A file.\n${line}\n`, { filePath: join(ROOT, file) });
    return (result?.messages ?? []).map(({ ruleId }) => ruleId);
  }

  for (const [file, line, rule] of [
    [
      'src/ringcentral/result.ts',
      "import { env } from 'vscode';\nexport const x = env;",
      'no-restricted-imports',
    ],
    [
      'src/profiles/profile.ts',
      "import type { Uri } from 'vscode';\nexport type X = Uri;",
      'no-restricted-imports',
    ],
    ['src/tokens/accessToken.ts', "export { env } from 'vscode';", 'no-restricted-imports'],
    [
      'src/explanations/words.ts',
      "export const x = async (): Promise<unknown> => import('vscode');",
      'no-restricted-syntax',
    ],
    [
      'src/tokens/accessToken.ts',
      'export const x = async (name: string): Promise<unknown> => import(name);',
      'no-restricted-syntax',
    ],
    [
      'src/ringcentral/result.ts',
      "import { parseName } from '../profiles/profile.ts';\nexport const x = parseName;",
      'boundaries/dependencies',
    ],
    [
      'src/profiles/profile.ts',
      "export const x = async (): Promise<unknown> => import('../tokens/accessToken.ts');",
      'boundaries/dependencies',
    ],
    [
      'src/tokens/accessToken.ts',
      "export { environmentName } from '../explanations/words.ts';",
      'boundaries/dependencies',
    ],
    [
      'src/explanations/words.ts',
      "import { localTime } from '../workbench/dates.ts';\nexport const x = localTime;",
      'boundaries/dependencies',
    ],
    [
      'src/tokens/accessToken.ts',
      "import { CommandId } from '../ids.ts';\nexport const x = CommandId;",
      'boundaries/dependencies',
    ],
    [
      'src/workbench/dates.ts',
      "import { activate } from '../extension.ts';\nexport const x = activate;",
      'boundaries/dependencies',
    ],
  ] as const) {
    it(`refuse in ${file}: ${line.split('\n')[0] ?? ''}`, async () => {
      assert.ok((await brokenBy(file, line)).includes(rule));
    });
  }

  it('allow the arrows that run to the right', async () => {
    const line = "import type { Profile } from '../profiles/profile.ts';\nexport type X = Profile;";
    assert.deepEqual(await brokenBy('src/tokens/accessToken.ts', line), []);
  });
}).timeout(60_000);

describe('what activation loads', () => {
  /** The main file and all that it imports statically. */
  let loaded: Map<string, string>;
  before(() => {
    execFileSync(process.execPath, [join(ROOT, 'esbuild.js'), '--production'], { cwd: ROOT });
    loaded = new Map();
    const load = (file: string): void => {
      if (loaded.has(file)) return;
      const text = readFileSync(join(ROOT, file), 'utf8');
      loaded.set(file, text);
      for (const [, target] of text.matchAll(/(?:\bfrom|\bimport)\s*"(\.[^"]+)"/g)) {
        load(normalize(join(dirname(file), target ?? '')));
      }
    };
    load(normalize(manifest.main));
  });

  it('is several files of 60 KB at most together', () => {
    const bytes = [...loaded.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    assert.ok(loaded.size > 1);
    assert.ok(bytes <= 60_000, `${bytes} bytes`);
  });

  it('holds no HTTP client: neither node-fetch nor Node’s own modules for it', () => {
    const text = [...loaded.values()].join('\n');
    assert.doesNotMatch(text, /node:https?"|node:zlib|node-fetch|undici|oauth\/token/);
  });

  it('holds, like all that is loaded later, no module that patches the process or asks for a `require`', () => {
    const files = readdirSync(join(ROOT, 'dist'), { recursive: true, encoding: 'utf8' });
    const scripts = files.filter(file => file.endsWith('.js'));
    assert.ok(scripts.some(file => file.includes('proper-lockfile')));
    for (const file of scripts) {
      assert.doesNotMatch(readFileSync(join(ROOT, 'dist', file), 'utf8'), /reallyExit|Dynamic require/, file);
    }
    const notices = readFileSync(join(ROOT, 'dist/THIRD_PARTY_NOTICES.txt'), 'utf8');
    assert.match(notices, /^proper-lockfile .*^retry /ms);
    assert.doesNotMatch(notices, /^(?:graceful-fs|signal-exit) /m);
  });

  it('is an ES module', () => {
    assert.equal(manifest.type, 'module');
    assert.match(loaded.get(normalize(manifest.main)) ?? '', /\bexport\s*\{[^}]*\bactivate\b/);
  });
}).timeout(60_000);
