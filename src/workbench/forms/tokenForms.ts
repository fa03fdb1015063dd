// The forms in which a token is copied: values, commands and code, all of which make the same example call.
import { t } from '@vscode/l10n';
import type { AccessToken } from '../../tokens/accessToken.ts';
import { quoteForCmd, quoteForPosix, quoteForPowerShell } from './shellQuoting.ts';

/** What of a token goes into a form. */
export type FormToken = Pick<AccessToken, 'accessToken' | 'server'>;

export type TokenFormId =
  | 'accessToken'
  | 'bearerToken'
  | 'authorizationHeader'
  | 'curl'
  | 'curlPowerShell'
  | 'curlCmd'
  | 'httpie'
  | 'httpiePowerShell'
  | 'httpieCmd'
  | 'powerShell'
  | 'fetch'
  | 'envLine'
  | 'envLines'
  | 'sdkJavaScript'
  | 'sdkPython';

interface FormFacts {
  readonly id: TokenFormId;
  readonly label: string;
  readonly description?: string;
  /** What the form is called within a sentence, with its article. */
  readonly what: string;
}

/** A form that holds the token, and so is a secret itself. */
export interface SecretForm extends FormFacts {
  readonly holdsToken: true;
  format(token: FormToken): string;
}

/** Code that reads the token from the environment when it runs. */
export interface SnippetForm extends FormFacts {
  readonly holdsToken: false;
  format(): string;
}

export type TokenForm = SecretForm | SnippetForm;

/** Needs no permission at all (facts, section 7), so the call shows whether the token works and nothing else. */
const EXAMPLE_PATH = '/restapi/v1.0/account/~/extension/~/authz-profile';

type Quote = (text: string) => string;

/** All forms, in the order in which they are offered. A function, because its words wait for their language. */
export function tokenForms(): readonly TokenForm[] {
  return [
    secret('accessToken', t('Access token only'), t('the access token'), ({ accessToken }) => accessToken),
    secret('bearerToken', t('Bearer token'), t('the Bearer token'), bearer),
    secret(
      'authorizationHeader',
      t('Authorization header'),
      t('the Authorization header'),
      token => `Authorization: ${bearer(token)}`,
    ),
    curl('curl', 'cURL', 'curl', quoteForPosix, 'bash, zsh'),
    // Without `.exe` it would be Windows PowerShell's alias of Invoke-WebRequest.
    curl('curlPowerShell', 'cURL (PowerShell)', 'curl.exe', quoteForPowerShell, 'Windows'),
    curl('curlCmd', 'cURL (cmd)', 'curl', quoteForCmd),
    httpie('httpie', 'HTTPie', quoteForPosix, 'bash, zsh'),
    httpie('httpiePowerShell', 'HTTPie (PowerShell)', quoteForPowerShell),
    httpie('httpieCmd', 'HTTPie (cmd)', quoteForCmd),
    secret('powerShell', 'PowerShell', t('the PowerShell command'), invokeRestMethod, 'Invoke-RestMethod'),
    secret('fetch', 'fetch', t('the fetch call'), fetchCall, 'JavaScript'),
    secret('envLine', t('.env line'), t('the .env line'), envLine),
    snippet('sdkJavaScript', 'RingCentral SDK (JavaScript)', t('the JavaScript snippet'), JAVASCRIPT_SNIPPET),
    snippet('sdkPython', 'RingCentral SDK (Python)', t('the Python snippet'), PYTHON_SNIPPET),
  ];
}

/** What the snippets read, for a `.env` file: not offered by itself, but after a snippet was copied. */
export function envLinesForm(): SecretForm {
  return secret('envLines', t('.env lines'), t('the .env lines'), token =>
    [`RC_SERVER_URL=${token.server}`, envLine(token), ''].join('\n'),
  );
}

/** A form in one line, with its token covered. It never sees a token. */
export function previewOf(form: TokenForm, server: string): string {
  const placeholder = 'COVERED_TOKEN';
  const text = form.format({ accessToken: placeholder, server });
  return text.trim().replace(/\s+/g, ' ').replace(placeholder, '••••••');
}

function secret(
  id: TokenFormId,
  label: string,
  what: string,
  format: (token: FormToken) => string,
  description?: string,
): SecretForm {
  return { id, label, what, holdsToken: true, format, ...(description !== undefined && { description }) };
}

function snippet(id: TokenFormId, label: string, what: string, code: string): SnippetForm {
  const description = t('reads the token from the environment');
  return { id, label, description, what, holdsToken: false, format: () => code };
}

function curl(
  id: TokenFormId,
  label: string,
  program: string,
  quote: Quote,
  description?: string,
): SecretForm {
  const format = (token: FormToken): string =>
    `${program} -H ${quote(`Authorization: ${bearer(token)}`)} ${quote(exampleUrl(token))}`;
  return secret(id, label, t('the cURL command'), format, description);
}

function httpie(id: TokenFormId, label: string, quote: Quote, description?: string): SecretForm {
  const format = (token: FormToken): string =>
    `http GET ${quote(exampleUrl(token))} ${quote(`Authorization:${bearer(token)}`)}`;
  return secret(id, label, t('the HTTPie command'), format, description);
}

function bearer({ accessToken }: FormToken): string {
  return `Bearer ${accessToken}`;
}

function exampleUrl({ server }: FormToken): string {
  return server + EXAMPLE_PATH;
}

function invokeRestMethod(token: FormToken): string {
  const url = quoteForPowerShell(exampleUrl(token));
  const headers = `@{ Authorization = ${quoteForPowerShell(bearer(token))} }`;
  return `Invoke-RestMethod -Uri ${url} -Headers ${headers} | ConvertTo-Json -Depth 10`;
}

function fetchCall(token: FormToken): string {
  return `const response = await fetch(${JSON.stringify(exampleUrl(token))}, {
  headers: { Authorization: ${JSON.stringify(bearer(token))} },
});
console.log(response.status);
console.log(JSON.stringify(await response.json(), null, 2));
`;
}

/** The quotes of .env files, the plainest first, each with what may not stand in it: no escape is common to all readers. */
const ENV_QUOTES = [
  ["'", /'/],
  ['"', /["\\$]/],
  ['`', /`/],
] as const;

function envLine({ accessToken }: FormToken): string {
  // RingCentral's tokens need no quotes, and some readers, like Docker, would take them for a part of the value.
  const isPlain = /^[\w.~+/=-]*$/.test(accessToken);
  const quote = isPlain ? '' : (ENV_QUOTES.find(([, refused]) => !refused.test(accessToken))?.[0] ?? '');
  return `RC_ACCESS_TOKEN=${quote}${accessToken}${quote}`;
}

const JAVASCRIPT_SNIPPET = `import { SDK } from "@ringcentral/sdk";

const { RC_SERVER_URL, RC_ACCESS_TOKEN } = process.env;

const platform = new SDK({ server: RC_SERVER_URL }).platform();
await platform.auth().setData({
  token_type: "bearer",
  access_token: RC_ACCESS_TOKEN,
  expires_in: "3600",
});

const response = await platform.get("${EXAMPLE_PATH}");
console.log(JSON.stringify(await response.json(), null, 2));
`;

const PYTHON_SNIPPET = `import json
import os

from ringcentral import SDK

platform = SDK(key="", secret="", server=os.environ["RC_SERVER_URL"]).platform()
platform.auth().set_data({
    "token_type": "bearer",
    "access_token": os.environ["RC_ACCESS_TOKEN"],
    "expires_in": 3600,
})

response = platform.get("${EXAMPLE_PATH}")
print(json.dumps(response.json_dict(), indent=2))
`;
