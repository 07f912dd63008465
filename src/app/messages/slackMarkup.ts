/** A piece of a Slack message as a person sees it. */
export interface Piece {
  kind: 'text' | 'bold' | 'link' | 'mention';
  text: string;
}

/** Slack's markup, as far as our messages use it: *bold*, <address|words>, times, mentions, and what stands for & < >. */
export function piecesOf(markup: string): Piece[] {
  return markup.split(/(<[^<>\n]+>|\*[^*\n]+\*)/).flatMap((part): Piece[] => {
    if (part === '') {
      return [];
    }
    if (part.startsWith('<') && part.endsWith('>')) {
      return [tokenOf(part.slice(1, -1))];
    }
    return /^\*[^*\n]+\*$/.test(part)
      ? [{ kind: 'bold', text: unescaped(part.slice(1, -1)) }]
      : [{ kind: 'text', text: unescaped(part) }];
  });
}

function tokenOf(token: string): Piece {
  const [target = '', label] = token.split('|');
  if (target.startsWith('!date^')) {
    return { kind: 'text', text: label ?? '' };
  }
  return /^[!@#]/.test(target)
    ? { kind: 'mention', text: label ?? `@${target.slice(1)}` }
    : { kind: 'link', text: unescaped(label ?? target) };
}

const EMOJI: Record<string, string> = { rotating_light: '🚨', warning: '⚠️', white_check_mark: '✅' };

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/:(\w+):/g, (whole, name: string) => EMOJI[name] ?? whole);
}
