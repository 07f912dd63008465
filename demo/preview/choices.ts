/** What a person chooses of the preview. The first of each is what nobody has to choose. */
export const CHOICES = {
  role: ['Admin', 'Editor', 'Viewer'],
  theme: ['dark', 'light'],
  language: ['en-US', 'ko-KR'],
} as const;

export type Choice = { [Name in keyof typeof CHOICES]: (typeof CHOICES)[Name][number] };

/** Name of the cookie that keeps a choice. */
export function cookieNameOf(choice: keyof Choice): string {
  return `kpiwatch-preview-${choice}`;
}

/** Who asks without a cookie, as scripts do, may say in this header as whom. */
export const ROLE_HEADER = 'X-Kpiwatch-Preview-Role';

/** What was chosen, by the Cookie header of a request. */
export function choiceOf(cookies = ''): Choice {
  return {
    role: valueIn(CHOICES.role, cookieValue(cookies, 'role')) ?? CHOICES.role[0],
    theme: valueIn(CHOICES.theme, cookieValue(cookies, 'theme')) ?? CHOICES.theme[0],
    language: valueIn(CHOICES.language, cookieValue(cookies, 'language')) ?? CHOICES.language[0],
  };
}

/** As whom a request is judged: whoever it names, for this is a preview and no Grafana. */
export function roleOf({ headers }: Request): Choice['role'] {
  const cookie = cookieValue(headers.get('cookie') ?? '', 'role');
  return valueIn(CHOICES.role, cookie ?? headers.get(ROLE_HEADER) ?? undefined) ?? CHOICES.role[0];
}

function cookieValue(cookies: string, choice: keyof Choice): string | undefined {
  const prefix = `${cookieNameOf(choice)}=`;
  return cookies
    .split(/;\s*/)
    .find((cookie) => cookie.startsWith(prefix))
    ?.slice(prefix.length);
}

function valueIn<Value extends string>(values: readonly Value[], asked: string | undefined): Value | undefined {
  return values.find((value) => value === asked);
}
