import { config } from '@grafana/runtime';

import type { Language } from '../../policy/texts';

/** What messages of a new policy are written in, unless an admin says so: the person's language, where messages know it. */
export function messageLanguage(): Language {
  return String(config.bootData.user.language).startsWith('ko') ? 'ko' : 'en';
}
