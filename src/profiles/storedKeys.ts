// The keys of the secret storage: what an entry is, and of which profile (product, section 3).

/** What an entry holds. */
export type EntryKind = 'profile' | 'token' | 'deleted';

const KEY = /^(profile|token|deleted):(.+)$/s;

/** The ids in the keys that begin with a prefix. */
export function idsOf(keys: readonly string[], prefix: string): string[] {
  return keys.filter(key => key.startsWith(prefix)).map(key => key.slice(prefix.length));
}

/** What a key names; undefined for one that is not the extension's. */
export function parseKey(key: string): { readonly kind: EntryKind; readonly id: string } | undefined {
  const [, kind, id] = KEY.exec(key) ?? [];
  return (kind === 'profile' || kind === 'token' || kind === 'deleted') && id !== undefined
    ? { kind, id }
    : undefined;
}
