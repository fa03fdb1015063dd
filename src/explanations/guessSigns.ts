// The signs by which an answer that no rule knows is placed on a gate: what RingCentral's wording, OAuth error and status
// usually mean (facts, sections 2 and 7).
import { t } from '@vscode/l10n';
import type { CasePhase } from './case.ts';
import type { ClosedBy } from './explanation.ts';
import type { RefusedCase } from './rule.ts';

/** The likeliest gate of an answer. */
export interface Sign {
  readonly closedBy: ClosedBy;
  /** What speaks for the gate; left out where nothing does. */
  readonly evidence?: string;
}

/** What an answer that no rule knows says of itself: its wording before its OAuth error, and that before its status. */
export function signOf(refusal: RefusedCase): Sign {
  return byWording(refusal) ?? byOauthError(refusal) ?? byStatus(refusal);
}

/** A published wording of RingCentral's (errors.json) and the gate that it speaks of. */
interface Wording {
  readonly words: RegExp;
  readonly closedBy: (phase: CasePhase) => ClosedBy;
  readonly says: () => string;
}

const isToken = (phase: CasePhase): boolean => phase === 'token';

/** In this order: what names a thing exactly stands before what only sounds like it. */
const WORDINGS: readonly Wording[] = [
  {
    words: /application (?:needs|need) to have \[/i,
    closedBy: () => 'app-permission',
    says: () => t('The message says that the application needs a permission.'),
  },
  {
    words: /user needs to have \[|\] permission (?:is )?required|Administrator permission required/i,
    closedBy: phase => (isToken(phase) ? 'owner' : 'user-permission'),
    says: () => t('The message says that the user needs a permission.'),
  },
  {
    words: /Attempt to access another extension/i,
    closedBy: () => 'user-permission',
    says: () => t('The message says that the call is about another extension.'),
  },
  {
    words: /for this grant type|required grant type|Grant type is not allowed/i,
    closedBy: () => 'application',
    says: () => t('The message says that the app may not use this grant type, such as the JWT auth flow.'),
  },
  {
    words: /personal API Key/i,
    closedBy: () => 'application',
    says: () => t('The message says that the app may not use this JWT, which it calls a personal API Key.'),
  },
  {
    words: /Invalid client|Client authentication is required|Wrong Application|Invalid application/i,
    closedBy: () => 'application',
    says: () => t('The message says that the app was not recognized.'),
  },
  {
    words: /used for assertion signing/i,
    closedBy: () => 'credential',
    says: () => t('The message is about the signature of the JWT.'),
  },
  {
    words:
      /Login (?:for|to) .{0,40}(?:extension|account).{0,40} not allowed|Extension (?:is disabled|not found)|Account does not exist/i,
    closedBy: () => 'owner',
    says: () => t('The message is about the user behind the JWT, or the account.'),
  },
  {
    words:
      /\btoken (?:not found|expired|(?:is |has )?(?:revoked|invalid|expired))|Unparsable access token|Invalid token|Authorization header is not specified|Authorization method not supported/i,
    closedBy: phase => (isToken(phase) ? 'credential' : 'token'),
    says: () => t('The message is about the token.'),
  },
  {
    words: /Request rate exceeded/i,
    closedBy: () => 'rate-limit',
    says: () => t('The message says that there were too many requests.'),
  },
  {
    words: /not available for|Feature \[[^\]]*\] is (?:not available|unavailable)/i,
    closedBy: () => 'feature',
    says: () => t('The message says that something is not available.'),
  },
];

/** RingCentral's own phrases, in whatever field they stand; only their shape is used, no word of them is shown. */
function byWording({ refused, phase }: RefusedCase): Sign | undefined {
  const texts = [
    refused.message,
    refused.oauthErrorDescription,
    ...refused.errors.map(({ message }) => message),
  ].join('\n');
  const found = WORDINGS.find(({ words }) => words.test(texts));
  return found && { closedBy: found.closedBy(phase), evidence: found.says() };
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
  if (status === 0 && (phase === 'api' || phase === 'token')) return { closedBy: 'none' };
  if (status === 0) return { closedBy: 'token' };
  const evidence = t('The HTTP status is {0}.', status);
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
