// The evidence of a case, line by line: what was seen, none of it secret, none of it markup (product, section 6).
import { t } from '@vscode/l10n';
import type { AnswerEvidence, ErrorBody, Failure } from '../ringcentral/failure.ts';
import type { Case, CasePhase, KnownProfile } from './case.ts';
import type { EvidenceLine } from './explanation.ts';
import { utcTime } from './times.ts';
import { environmentName } from './words.ts';

type Value = string | number | undefined;

/** All that is known, in the order of a support case's questions. Times are in UTC. */
export function evidenceOf({ problem, profile }: Case): EvidenceLine[] {
  const own = problem.kind === 'failure' ? failureLines(problem.failure, problem.phase) : [];
  const at = problem.kind === 'failure' ? problem.failure.at : problem.at;
  return [
    ...(at > 0 ? [utcTimeLine(at)] : []),
    ...own,
    ...(profile === undefined ? [] : profileLines(profile)),
  ];
}

/** The moment of a request, for the evidence. */
export function utcTimeLine(at: number): EvidenceLine {
  return { label: t('Time'), value: t('{0} UTC', utcTime(at)) };
}

function failureLines(failure: Failure, phase: CasePhase): EvidenceLine[] {
  const start: [string, Value][] = [
    [t('Request'), phaseWords(phase)],
    [t('Host'), failure.host === '' ? undefined : failure.host],
  ];
  switch (failure.kind) {
    case 'refused':
      return lines([
        ...start,
        ...answerPairs(failure),
        ...bodyPairs(failure),
        [t('Body'), failure.bodyExcerpt],
      ]);
    case 'network':
      return lines([...start, [t('System error'), failure.code], [t('System call'), failure.systemCall]]);
    case 'timeout':
      return lines([...start, [t('Time limit'), t('{0} s', failure.afterSeconds)]]);
    case 'unreadable':
      return lines([
        ...start,
        ...answerPairs(failure),
        [t('Problem'), failure.problem],
        [t('Body'), failure.bodyExcerpt],
      ]);
    case 'redirect':
      return lines([...start, ...answerPairs(failure), [t('Redirect to'), failure.target]]);
    case 'too-large':
      return lines([
        ...start,
        ...answerPairs(failure),
        [t('Size limit'), t('{0} bytes', failure.limitBytes)],
      ]);
    case 'penalty':
      return lines([...start, [t('Allowed again'), utcTime(failure.until)]]);
    case 'cancelled':
      return lines(start);
  }
}

function phaseWords(phase: CasePhase): string {
  switch (phase) {
    case 'token':
      return t('exchange of a JWT for a token');
    case 'refresh':
      return t('exchange of a refresh token');
    case 'revoke':
      return t('end of a session');
    case 'api':
      return t('call of the API');
  }
}

/** What an answer says of itself, for the evidence. */
export function answerLines(answer: AnswerEvidence): EvidenceLine[] {
  return lines(answerPairs(answer));
}

function answerPairs(answer: AnswerEvidence): [string, Value][] {
  const { group, limit, remaining, windowSeconds } = answer.rateLimit;
  return [
    [t('HTTP status'), answer.status === 0 ? undefined : answer.status],
    [t('Content type'), answer.contentType],
    [t('Request id'), answer.requestId],
    [
      t('Retry-After'),
      answer.retryAfterSeconds === undefined ? undefined : t('{0} s', answer.retryAfterSeconds),
    ],
    [t('Rate limit group'), group],
    [t('Rate limit'), limit],
    [t('Requests left'), remaining],
    [t('Rate limit window'), windowSeconds === undefined ? undefined : t('{0} s', windowSeconds)],
  ];
}

function bodyPairs(body: ErrorBody): [string, Value][] {
  return [
    [t('OAuth error'), body.oauthError],
    [t('OAuth description'), body.oauthErrorDescription],
    [t('RingCentral code'), body.errorCode],
    [t('Message'), body.message],
    [t('Permission'), body.permissionName],
    ...body.errors.flatMap(({ errorCode, message, permissionName, parameters }): [string, Value][] => [
      [t('Error code'), errorCode],
      [t('Error message'), message],
      [t('Error permission'), permissionName],
      ...parameters.map(({ name, value }): [string, Value] => [t('Error parameter'), `${name}: ${value}`]),
    ]),
  ];
}

/** What is known of the profile, for the evidence. */
export function profileLines(profile: KnownProfile): EvidenceLine[] {
  const { environment, address, clientId, jwtEnvironment, jwtExpiresAt, ownerId, ownerName } = profile;
  return lines([
    [t('Profile’s environment'), environmentName(environment)],
    [t('Profile’s server'), address],
    [t('Client ID'), clientId],
    [t('JWT’s environment'), jwtEnvironment === undefined ? t('not named') : environmentName(jwtEnvironment)],
    [t('JWT’s expiry'), typeof jwtExpiresAt === 'number' ? utcTime(jwtExpiresAt) : expiryWords(jwtExpiresAt)],
    [t('JWT’s owner'), ownerName === undefined ? ownerId : `${ownerName} (${ownerId ?? t('unknown')})`],
  ]);
}

function expiryWords(expiry: 'none-set' | undefined): string | undefined {
  return expiry === 'none-set' ? t('no expiry set') : undefined;
}

function lines(pairs: readonly (readonly [string, Value])[]): EvidenceLine[] {
  return pairs.flatMap(([label, value]) =>
    value === undefined || value === '' ? [] : [{ label, value: String(value) }],
  );
}
