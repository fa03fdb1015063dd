// The extension as VS Code sees it: found, activated, and with a command behind every title it contributes.
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { readManifest } from '../host/manifest.ts';

describe('the extension in VS Code', () => {
  let extension: vscode.Extension<unknown>;

  before(() => {
    const found = vscode.extensions.getExtension('rc-jwt-tools.ringcentral-jwt');
    assert.ok(found, 'VS Code does not know the extension');
    extension = found;
  });

  it('activates', async () => {
    await extension.activate();
    assert.ok(extension.isActive);
  });

  it('registers every command that package.json contributes, and contributes every one it registers', async () => {
    const { commands } = await readManifest(extension.extensionPath);
    const contributed = commands.map(({ command }) => command);
    const registered = (await vscode.commands.getCommands(true)).filter(id =>
      /^ringcentralJwt\.\w+$/.test(id),
    );
    assert.deepEqual(
      contributed.filter(id => !registered.includes(id)),
      [],
    );
    assert.ok(contributed.length > 0, 'package.json contributes no command');
  });
});
