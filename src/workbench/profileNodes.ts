// What stands below a profile's row: server, client ID, JWT, access token, each with its own tooltip.
import { t } from '@vscode/l10n';
import type { RosterRow } from '../profiles/profile.ts';
import { minutesLeft } from '../tokens/accessToken.ts';
import { expiryMark, expiryWords, localTime, utcDay } from './dates.ts';

/** A row that says one fact, with further facts below it. */
export interface DetailNode {
  readonly kind: 'detail';
  /** Unique within the view. */
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly tooltip: string;
  readonly icon?: string;
  readonly children: readonly DetailNode[];
}

/**
 * The rows below a profile's row.
 * @param address the server's URL, if there is a usable one
 * @param now in ms
 */
export function detailsOf(row: RosterRow, address: string | undefined, now: number): DetailNode[] {
  const detail = (
    key: string,
    label: string,
    value: string,
    tooltip: string,
    more: Partial<Pick<DetailNode, 'icon' | 'children'>> = {},
  ): DetailNode => ({
    kind: 'detail',
    id: `${row.id}/${key}`,
    label,
    value,
    tooltip,
    children: [],
    ...more,
  });
  return [
    detail('server', t('Server'), address ?? t('not set'), serverTooltip(row), { icon: 'server' }),
    detail(
      'clientId',
      t('Client ID'),
      row.clientId,
      t('The app’s client ID. Whoever owns a JWT needs it to permit this app.'),
      { icon: 'symbol-key' },
    ),
    jwtDetail(row, now, detail),
    tokenDetail(row, now, detail),
  ];
}

type MakeDetail = (
  key: string,
  label: string,
  value: string,
  tooltip: string,
  more?: Partial<Pick<DetailNode, 'icon' | 'children'>>,
) => DetailNode;

function serverTooltip(row: RosterRow): string {
  return row.server === null
    ? t('Where tokens are got: the setting ringcentralJwt.servers.{0}.', row.environment)
    : t('Where tokens are got: this profile’s own server.');
}

function jwtDetail(row: RosterRow, now: number, detail: MakeDetail): DetailNode {
  const issued = row.jwtIssuedAt === undefined ? t('unknown') : t('{0} (UTC)', utcDay(row.jwtIssuedAt));
  const expiry = expiryWords(row.jwtExpiresAt);
  return detail(
    'jwt',
    t('JWT'),
    expiryMark(row.jwtExpiresAt, now) ?? expiry,
    t('The JWT credential itself is in the secret storage and never shown.'),
    {
      icon: 'lock',
      children: [
        detail('jwt/issued', t('Issued'), issued, t('When the JWT was created in the Developer Console.')),
        detail('jwt/expires', t('Expires'), expiry, jwtExpiryTooltip(row)),
        detail(
          'jwt/owner',
          t('Owner'),
          row.ownerId ?? t('unknown'),
          t('The extension id of the user whose permissions decide what calls may do.'),
        ),
      ],
    },
  );
}

function jwtExpiryTooltip({ jwtExpiresAt }: RosterRow): string {
  if (typeof jwtExpiresAt !== 'number') {
    return jwtExpiresAt === 'none-set'
      ? t('The JWT was created without an expiration date. It ends when it is deleted in the console.')
      : t('The JWT does not say when it expires.');
  }
  return t('The last day of the JWT. After it, a new one has to be created.');
}

function tokenDetail(row: RosterRow, now: number, detail: MakeDetail): DetailNode {
  const { token } = row;
  if (token === undefined) {
    return detail('token', t('Access token'), t('none'), t('Get one with Get Access Token.'), {
      icon: 'shield',
    });
  }
  const isLive = token.expiresAt > now;
  const left = isLive ? t('{0} min left', minutesLeft(token.expiresAt, now)) : t('expired');
  return detail('token', t('Access token'), left, tokenTooltip(token.expiresAt, isLive), {
    icon: 'shield',
    children: [
      detail(
        'token/expires',
        t('Expires'),
        localTime(token.expiresAt),
        tokenTooltip(token.expiresAt, isLive),
      ),
      ...token.scopes.map(scope =>
        detail(
          `token/scope/${scope}`,
          scope,
          '',
          t('The app permission {0}: the token may be used for calls that need it.', scope),
          { icon: 'check' },
        ),
      ),
    ],
  });
}

function tokenTooltip(expiresAt: number, isLive: boolean): string {
  return isLive
    ? t('Valid until {0}. Used until a minute before.', localTime(expiresAt))
    : t('Expired at {0}.', localTime(expiresAt));
}
