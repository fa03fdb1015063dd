// What git says of a file, asked with the git that VS Code found; only where that is allowed and possible.
import * as v from 'valibot';
import * as vscode from 'vscode';
import { askGit, type GitAnswer } from './gitIgnore.ts';

/** What VS Code's own git extension exports, as far as it is used here. */
const GitExtensionSchema = v.object({ getAPI: v.function() });
const GitApiSchema = v.object({ git: v.object({ path: v.pipe(v.string(), v.minLength(1)) }) });

/** Whether git ignores a document. Not asked in Restricted Mode, nor for what is not on this host's own disk. */
export async function gitAnswerFor({ uri }: vscode.TextDocument): Promise<GitAnswer> {
  if (!vscode.workspace.isTrusted || uri.scheme !== 'file') return 'unknown';
  const gitPath = await findGit();
  return gitPath === undefined ? 'unknown' : askGit(gitPath, uri.fsPath);
}

async function findGit(): Promise<string | undefined> {
  try {
    const api: unknown = await vscode.extensions.getExtension<unknown>('vscode.git')?.activate();
    // Called as its own method; a parsed copy would have lost its `this`.
    return v.is(GitExtensionSchema, api) ? v.parse(GitApiSchema, api.getAPI(1)).git.path : undefined;
  } catch {
    return undefined; // Git is missing, or switched off by `git.enabled`.
  }
}
