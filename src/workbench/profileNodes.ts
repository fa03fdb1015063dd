// What stands below a profile's row: server, client ID, JWT, access token, each with its own tooltip.
import { t } from '@vscode/l10n';
import type { RosterRow } from '../profiles/profile.ts';
import type { CredentialTrouble } from '../profiles/profileStore.ts';
import { includedIn } from '../ringcentral/appPermissions.ts';
import { minutesLeft } from '../tokens/accessToken.ts';
import { usedToken } from '../tokens/tokenState.ts';
import { expiryMark, expiryWords, localTime, utcDay } from './dates.ts';

/** A row that says one fact, with further facts below it. */
export interface DetailNode {
  readonly kind: 'detail';
  /** Unique within the view: the profile's, and what it is a detail of. */
  readonly id: string;
  readonly profileId: string;
  /** What it is a detail of: `clientId`, `jwt/owner`. */
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly tooltip: string;
  readonly icon: string;
  readonly children: readonly DetailNode[];
  /** Whether a click asks for the secrets again. */
  readonly asksForSecrets: boolean;
}

/** What else is known of a profile at this moment. */
export interface Known {
  /** The server's URL, if there is a usable one. */
  readonly address: string | undefined;
  readonly trouble: CredentialTrouble | undefined;
  /** Name, extension number and type of the JWT's owner, where RingCentral has told them. */
  readonly owner?: string | undefined;
  /** In ms. */
  readonly now: number;
}

/** The rows below a profile's row. */
export function detailsOf(row: RosterRow, { address, trouble, owner, now }: Known): DetailNode[] {
  return [
    {
      ...base(row, 'server', 'server'),
      label: t('Server'),
      value: address ?? t('not set'),
      tooltip: serverTooltip(row),
    },
    {
      ...base(row, 'clientId', 'tag'),
      label: t('Client ID'),
      value: row.clientId,
      tooltip: t('The app’s client ID. Whoever owns a JWT needs it to permit this app.'),
    },
    trouble === undefined ? jwtDetail(row, owner, now) : lostJwtDetail(row, trouble),
    tokenDetail(row, address, now),
  ];
}

type Base = Omit<DetailNode, 'label' | 'value' | 'tooltip'>;

/** What every row has: a kind, an id of its own, an icon, and mostly nothing below it. */
function base({ id: profileId }: RosterRow, key: string, icon: string): Base {
  return {
    kind: 'detail',
    id: `${profileId}/${key}`,
    profileId,
    key,
    icon,
    children: [],
    asksForSecrets: false,
  };
}

/** In place of a JWT that can't be used; a click on it mends that, but for what a newer version stored. */
function lostJwtDetail(row: RosterRow, trouble: CredentialTrouble): DetailNode {
  const own = { ...base(row, 'jwt', 'warning'), label: t('JWT') };
  switch (trouble) {
    case 'newer':
      return {
        ...own,
        value: t('stored by a newer version'),
        tooltip: t('A newer version of this extension stored this profile. Update the extension to use it.'),
      };
    case 'missing':
    case 'unreadable':
      return {
        ...own,
        value:
          trouble === 'missing'
            ? t('missing: click to paste it again')
            : t('unreadable: click to paste it again'),
        tooltip:
          trouble === 'missing'
            ? t(
                'The secret storage has no JWT and client secret for this profile: the keyring is locked or another one.',
              )
            : t(
                'What the secret storage has for this profile can’t be read. Pasting the JWT again replaces it.',
              ),
        asksForSecrets: true,
      };
  }
}

function serverTooltip(row: RosterRow): string {
  return row.server === null
    ? t('Where tokens are got: the setting ringcentralJwt.servers.{0}.', row.environment)
    : t('Where tokens are got: this profile’s own server.');
}

function jwtDetail(row: RosterRow, owner: string | undefined, now: number): DetailNode {
  const expiry = expiryWords(row.jwtExpiresAt);
  return {
    ...base(row, 'jwt', 'lock'),
    label: t('JWT'),
    value: expiryMark(row.jwtExpiresAt, now) ?? expiry,
    tooltip: t('The JWT credential itself is in the secret storage and never shown.'),
    children: [
      {
        ...base(row, 'jwt/issued', 'calendar'),
        label: t('Issued'),
        value: row.jwtIssuedAt === undefined ? t('unknown') : t('{0} (UTC)', utcDay(row.jwtIssuedAt)),
        tooltip: t('When the JWT was created in the Developer Console.'),
      },
      {
        ...base(row, 'jwt/expires', 'clock'),
        label: t('Expires'),
        value: expiry,
        tooltip: jwtExpiryTooltip(row),
      },
      {
        ...base(row, 'jwt/owner', 'account'),
        label: t('Owner'),
        value: owner ?? row.ownerId ?? t('unknown'),
        tooltip: t(
          'The user who created the JWT, by the extension id in it. This user’s permissions decide what calls may do.',
        ),
      },
    ],
  };
}

function jwtExpiryTooltip({ jwtExpiresAt }: RosterRow): string {
  if (jwtExpiresAt === undefined) return t('The JWT does not say when it expires.');
  return jwtExpiresAt === 'none-set'
    ? t('The JWT was created without an expiration date. It ends when it is deleted in the console.')
    : t('The last day of the JWT. After it, a new one has to be created.');
}

function tokenDetail(row: RosterRow, address: string | undefined, now: number): DetailNode {
  const { token } = row;
  const own = { ...base(row, 'token', 'shield'), label: t('Access token') };
  if (token === undefined) {
    return { ...own, value: t('none'), tooltip: t('Get one with Get Access Token.') };
  }
  if (usedToken(row, address) === undefined) {
    if (token.server === address) {
      const tooltip = t('It was got before the profile was edited, and is not used any more.');
      return { ...own, value: t('of an earlier credential'), tooltip };
    }
    const tooltip = t(
      'It was got from {0} and is used nowhere else. Get Access Token gets another one.',
      token.server,
    );
    return { ...own, value: t('of another server'), tooltip };
  }
  const time = localTime(token.expiresAt);
  const isLive = token.expiresAt > now;
  const tooltip = isLive
    ? t('Valid until {0}. Used until a minute before.', time)
    : t('Expired at {0}.', time);
  return {
    ...own,
    value: isLive ? t('{0} min left', minutesLeft(token.expiresAt, now)) : t('expired'),
    tooltip,
    children: [
      { ...base(row, 'token/expires', 'clock'), label: t('Expires'), value: time, tooltip },
      ...token.scopes.map(scope => scopeDetail(row, scope)),
    ],
  };
}

/** An app permission that the token has, with those that it includes (facts, section 7). */
function scopeDetail(row: RosterRow, scope: string): DetailNode {
  const included = includedIn(scope).join(', ');
  const tooltip = t('The app permission {0}: the token may be used for calls that need it.', scope);
  return {
    ...base(row, `token/scope/${scope}`, 'check'),
    label: scope,
    value: included === '' ? '' : t('includes {0}', included),
    tooltip: included === '' ? tooltip : `${tooltip} ${t('It includes {0}.', included)}`,
  };
}
