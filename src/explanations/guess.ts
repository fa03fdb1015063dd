// Places a refusal that no rule knows on the likeliest gate: by what RingCentral's wording, OAuth error and status
// usually mean (facts, sections 2 and 7). It says that it is a guess.
import { t } from '@vscode/l10n';
import type { ClosedBy, Page, Step, Words } from './explanation.ts';
import { gateName } from './gateWords.ts';
import { adminPage, appsPage, credentialsPage, supportPage } from './pages.ts';
import type { RefusedCase } from './rule.ts';
import { doable } from './rules/actions.ts';
import { step } from './rules/steps.ts';

interface Sign {
  readonly closedBy: ClosedBy;
  /** What speaks for the gate. */
  readonly evidence: string;
}

/** A guess, with the words that say so. */
export function guessOf(refusal: RefusedCase): { rule: string; closedBy: ClosedBy; words: Words } {
  const sign = byWording(refusal) ?? byOauthError(refusal) ?? byStatus(refusal);
  return {
    rule: `guess.${sign.closedBy}.${refusal.phase}`,
    closedBy: sign.closedBy,
    words: wordsOf(refusal, sign),
  };
}

/** RingCentral's own phrases, in whatever field they stand; only their shape is used, no word of them is shown. */
function byWording({ refused, phase }: RefusedCase): Sign | undefined {
  const texts = [
    refused.message,
    refused.oauthErrorDescription,
    ...refused.errors.map(({ message }) => message),
  ].join('\n');
  if (/application (?:needs|need) to have \[/i.test(texts)) {
    return {
      closedBy: 'app-permission',
      evidence: t('The message says that the application needs a permission.'),
    };
  }
  if (/user needs to have \[|\] permission (?:is )?required/i.test(texts)) {
    return {
      closedBy: phase === 'token' ? 'owner' : 'user-permission',
      evidence: t('The message says that the user needs a permission.'),
    };
  }
  if (/not available for|Feature \[[^\]]*\] is (?:not available|unavailable)/i.test(texts)) {
    return { closedBy: 'feature', evidence: t('The message says that something is not available.') };
  }
  return undefined;
}

const OAUTH_GATES: Readonly<Record<string, ClosedBy>> = {
  invalid_client: 'application',
  unauthorized_client: 'application',
  unsupported_grant_type: 'application',
  invalid_scope: 'application',
  access_denied: 'owner',
  invalid_grant: 'credential',
  expired_token: 'credential',
  invalid_request: 'credential',
  insufficient_scope: 'app-permission',
  invalid_token: 'token',
};

function byOauthError({ refused, phase }: RefusedCase): Sign | undefined {
  const error = refused.oauthError ?? '';
  const gate = Object.hasOwn(OAUTH_GATES, error) ? OAUTH_GATES[error] : undefined;
  if (gate === undefined) return undefined;
  // Of a refresh or a call it is the token that such an error speaks of.
  const isOfToken = phase !== 'token' && gate === 'credential';
  return { closedBy: isOfToken ? 'token' : gate, evidence: t('The OAuth error is {0}.', error) };
}

function byStatus({ refused: { status }, phase }: RefusedCase): Sign {
  const evidence =
    status === 0 ? t('The answer’s status is not known.') : t('The HTTP status is {0}.', status);
  if (status === 429) return { closedBy: 'rate-limit', evidence };
  if (status >= 500) return { closedBy: 'service', evidence };
  if (phase === 'api') {
    if (status === 401) return { closedBy: 'token', evidence };
    if (status === 403) return { closedBy: 'user-permission', evidence };
    return { closedBy: 'none', evidence };
  }
  if (phase === 'refresh' || phase === 'revoke') return { closedBy: 'token', evidence };
  if (status === 404 || status === 405) return { closedBy: 'environment', evidence };
  return { closedBy: status === 400 ? 'credential' : 'application', evidence };
}

function wordsOf(refusal: RefusedCase, { closedBy, evidence }: Sign): Words {
  const { refused, code, oauthError } = { ...refusal, oauthError: refusal.refused.oauthError };
  const name = code ?? oauthError ?? (refused.status === 0 ? t('no status') : String(refused.status));
  const where = placeName(closedBy);
  return {
    headline:
      where === undefined
        ? t('RingCentral refused the request itself; no gate seems to be closed.')
        : t('RingCentral refused in a way that is not in our catalogue; probably: {0}.', where),
    short: t('refused: {0}', name),
    happened: [
      t(
        'RingCentral answered {0} with {1}, which no rule of this extension knows.',
        name,
        statusWords(refusal),
      ),
    ],
    causes: [{ text: causeText(closedBy), evidence }],
    steps: stepsOf(refusal, closedBy),
    actions: doable(refusal, [{ kind: 'try-again' }, { kind: 'open-page', page: supportPage() }]),
  };
}

function statusWords({ refused: { status } }: RefusedCase): string {
  return status === 0 ? t('a status that is not known') : t('HTTP status {0}', status);
}

function placeName(closedBy: ClosedBy): string | undefined {
  switch (closedBy) {
    case 'none':
      return undefined;
    case 'rate-limit':
      return t('the rate limit');
    case 'service':
      return t('its own service');
    case 'network':
      return t('the network');
    case 'credential':
    case 'environment':
    case 'application':
    case 'owner':
    case 'token':
    case 'app-permission':
    case 'user-permission':
    case 'feature':
      return gateName(closedBy);
  }
}

function causeText(closedBy: ClosedBy): string {
  switch (closedBy) {
    case 'credential':
      return t('The JWT is not accepted: expired, deleted, or not one of this environment.');
    case 'environment':
      return t('The server is not RingCentral’s token endpoint, or belongs to another environment.');
    case 'application':
      return t('The app is not known, its secret is another one, or it may not do this.');
    case 'owner':
      return t('The user behind the JWT may not sign in, or not with this app.');
    case 'token':
      return t('The token is none of RingCentral’s, has expired, or its session has ended.');
    case 'app-permission':
      return t('The app lacks a permission that the call needs.');
    case 'user-permission':
      return t('The user’s role lacks a permission that the call needs; the app could lack it too.');
    case 'feature':
      return t('The account’s plan or this extension does not have what the call needs.');
    case 'rate-limit':
      return t('More requests were made than RingCentral allows in a minute.');
    case 'service':
      return t('RingCentral’s own service failed.');
    case 'network':
      return t('Something between here and RingCentral answered in its place.');
    case 'none':
      return t('Something in the request is wrong: its path, a parameter or its body.');
  }
}

function stepsOf(refusal: RefusedCase, closedBy: ClosedBy): Step[] {
  const page = pageOf(refusal, closedBy);
  return [
    ...(page === undefined ? [] : [step('you', t('Look there whether anything has changed.'), page)]),
    step('you', t('Read the evidence below: the code and the message are RingCentral’s own.')),
    step('you', t('Copy the report into a support case when it stays unclear.'), supportPage()),
    step('you', t('Then try again.')),
  ];
}

function pageOf({ profile }: RefusedCase, closedBy: ClosedBy): Page | undefined {
  switch (closedBy) {
    case 'credential':
      return credentialsPage();
    case 'application':
    case 'app-permission':
      return appsPage();
    case 'owner':
    case 'user-permission':
      return adminPage(profile?.environment ?? 'production');
    case 'environment':
    case 'token':
    case 'feature':
    case 'rate-limit':
    case 'service':
    case 'network':
    case 'none':
      return undefined;
  }
}
