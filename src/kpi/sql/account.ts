/** An account of the server: who logs in, and from which hosts. */
export interface Account {
  user: string;
  host: string;
}

/** No quote, no backslash: the same under every sql_mode. */
const PLAIN = /^[\p{L}\p{N} _.,:;%@/+=-]*$/u;

/** Throws a RangeError for a name with quotes or control characters. */
export function accountSql({ user, host }: Account): string {
  const wrong = [user, host].find((part) => !PLAIN.test(part));
  if (wrong !== undefined) {
    throw new RangeError(`"${wrong}" can't be written as a part of an account.`);
  }
  return `'${user}'@'${host}'`;
}

/** An account as the server's own tables name it; undefined for what is none. */
export function accountOf(grantee: string): Account | undefined {
  const [, user, host] = /^'([^'\\]*)'@'([^'\\]*)'$/.exec(grantee) ?? [];
  return user === undefined || host === undefined ? undefined : { user, host };
}
