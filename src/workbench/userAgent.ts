// How the extension names itself to RingCentral: the same string with every request (facts, section 4).
import * as vscode from 'vscode';

/** `AppName/1.2.3 (details)`. */
export function userAgent({ extension }: Pick<vscode.ExtensionContext, 'extension'>): string {
  const { packageJSON } = extension as { packageJSON: unknown };
  const version: unknown =
    typeof packageJSON === 'object' && packageJSON !== null ? Reflect.get(packageJSON, 'version') : undefined;
  const product = `JWTCredentialsForRingCentral/${typeof version === 'string' ? version : '0'}`;
  return `${product} (VS Code ${vscode.version}; ${vscode.env.uiKind === vscode.UIKind.Web ? 'web' : 'desktop'})`;
}
