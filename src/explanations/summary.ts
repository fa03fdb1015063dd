// A failure in one sentence, in three words, and with the one action that is most useful.
import { t } from '@vscode/l10n';
import type { ProfileFacts } from '../profiles/profile.ts';
import { CREDENTIALS_PAGE } from '../ringcentral/consolePages.ts';
import { decidingCode, type Refused } from '../ringcentral/failure.ts';
import { penaltyEnd } from '../tokens/requestBudget.ts';
import type { TokenFailure } from '../tokens/tokenFailure.ts';
import { REFUSAL_SUMMARIES } from './refusalSummaries.ts';
import { openPage, type Remedy, type Summary } from './remedy.ts';
import { environmentName } from './words.ts';

type Words = Pick<Summary, 'headline' | 'short'>;

/**
 * Sums up why there is no token. What a server wrote is not in it; the codes of RingCentral's are (errors.json).
 */
export function summarize(failure: TokenFailure, profile: ProfileFacts): Summary {
  switch (failure.kind) {
    case 'credential':
      return summarizeTrouble(failure.trouble, profile);
    case 'refused':
      return summarizeRefusal(failure, profile);
    case 'network':
      return { ...wordsOfNetwork(failure.code, failure.host), remedy: { kind: 'try-again' } };
    case 'timeout':
      return {
        headline: t('{0} gave no complete answer within {1} s.', failure.host, failure.afterSeconds),
        short: t('timed out'),
        remedy: { kind: 'try-again' },
      };
    case 'unreadable':
      return {
        headline: t('{0} answered with something that is no token answer.', failure.host),
        short: t('unreadable answer'),
        remedy: { kind: 'show-log' },
      };
    case 'redirect':
      return {
        headline: t(
          '{0} redirects to {1}; credentials do not follow.',
          failure.host,
          failure.target ?? t('somewhere else'),
        ),
        short: t('redirected'),
        remedy: { kind: 'show-log' },
      };
    case 'too-large':
      return {
        headline: t('{0} sent an answer far too large for a token; it was not read.', failure.host),
        short: t('answer too large'),
        remedy: { kind: 'show-log' },
      };
    case 'cancelled':
      if (failure.phase === 'revoke') return summarizeUnrevoked(failure.by);
      return {
        headline: t('{0} changed while its token was on the way; the token was discarded.', profile.name),
        short: t('profile changed'),
        remedy: { kind: 'try-again' },
      };
    case 'penalty':
      return summarizeHold(failure.reason, failure.until);
  }
}

function summarizeUnrevoked(by: 'user' | 'profile-changed'): Summary {
  return {
    headline:
      by === 'user'
        ? t('You cancelled the request.')
        : t('The token was got with another client ID than the profile has now.'),
    short: t('not revoked'),
    remedy: { kind: 'show-log' },
  };
}

function summarizeTrouble(trouble: 'missing' | 'unreadable' | 'newer', { name }: ProfileFacts): Summary {
  const remedy: Remedy = trouble === 'newer' ? { kind: 'show-log' } : { kind: 'paste-jwt' };
  switch (trouble) {
    case 'missing':
      return {
        headline: t('The stored credential of {0} is gone from the secret storage.', name),
        short: t('credential missing'),
        remedy,
      };
    case 'unreadable':
      return {
        headline: t('The stored credential of {0} can’t be read. It was left as it is.', name),
        short: t('credential unreadable'),
        remedy,
      };
    case 'newer':
      return {
        headline: t('{0} was stored by a newer version of this extension. Update it.', name),
        short: t('stored by a newer version'),
        remedy,
      };
  }
}

function summarizeHold(reason: 'penalty' | 'budget', until: number): Summary {
  const time = new Date(until).toLocaleTimeString();
  const words: Words =
    reason === 'penalty'
      ? {
          headline: t('RingCentral’s rate limit penalty runs until {0}. Nothing was sent.', time),
          short: t('rate limited'),
        }
      : {
          headline: t('Five token requests a minute are RingCentral’s limit. The next may go at {0}.', time),
          short: t('five requests a minute'),
        };
  return { ...words, remedy: { kind: 'try-again', at: until } };
}

function summarizeRefusal(failure: Refused, profile: ProfileFacts): Summary {
  if (failure.status === 429) {
    const end = penaltyEnd(failure);
    const seconds = Math.ceil((end - failure.answeredAt) / 1000);
    return {
      headline: t('RingCentral’s rate limit is exceeded. Wait {0} s: every request starts it anew.', seconds),
      short: t('rate limited'),
      remedy: { kind: 'try-again', at: end },
    };
  }
  const code = decidingCode(failure);
  const known = code === undefined ? undefined : REFUSAL_SUMMARIES[code]?.(profile);
  if (known !== undefined) {
    return { headline: `${known.headline} (${code ?? ''})`, short: known.short, remedy: known.remedy };
  }
  return summarizeUnknownRefusal(failure, profile, code);
}

function summarizeUnknownRefusal(failure: Refused, profile: ProfileFacts, code: string | undefined): Summary {
  const { status, oauthError } = failure;
  const label = code ?? oauthError ?? String(status);
  if (status >= 500) {
    return {
      headline: t('RingCentral’s service failed with status {0}.', status),
      short: t('service error {0}', status),
      remedy: { kind: 'try-again' },
    };
  }
  if (oauthError === 'invalid_grant') {
    return {
      headline: t(
        'RingCentral did not accept the JWT: probably expired, deleted, or not made for {0}. ({1})',
        environmentName(profile.environment),
        label,
      ),
      short: t('JWT not accepted'),
      remedy: openPage(t('Open Credentials'), CREDENTIALS_PAGE),
    };
  }
  return {
    headline: t('RingCentral refused with status {0}. ({1})', status, label),
    short: label,
    remedy: { kind: 'show-log' },
  };
}

function wordsOfNetwork(code: string | undefined, host: string): Words {
  switch (code ?? '') {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { headline: t('The name of {0} can’t be resolved.', host), short: t('host not found') };
    case 'ECONNREFUSED':
      return { headline: t('{0} refuses connections.', host), short: t('connection refused') };
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ERR_STREAM_PREMATURE_CLOSE':
      return { headline: t('The connection to {0} broke off.', host), short: t('connection lost') };
    default:
      return code !== undefined && /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_/.test(code)
        ? {
            headline: t('The certificate of {0} is not trusted. ({1})', host, code),
            short: t('certificate not trusted'),
          }
        : {
            headline: t('{0} can’t be reached. ({1})', host, code ?? t('no system code')),
            short: t('not reached'),
          };
  }
}
