/**
 * Slack's text markup as HTML: *bold*, _italic_, `code`, line breaks, <url|label>, dates and mentions. All else is
 * text: markup in it is shown, never obeyed. Only http and https links become links; emoji codes stay as they are.
 */
export function mrkdwnToHtml(text: string): string {
  const tokens: string[] = [];
  // Tokens wait outside while the text between them is escaped; characters for private use mark their places.
  const marked = text.replace(/[\uE000\uE001]/g, '').replace(/<([^<>\n]+)>/g, (_whole, token: string) => {
    tokens.push(tokenToHtml(token));
    return `\uE000${tokens.length - 1}\uE001`;
  });
  return textToHtml(marked)
    .replace(/`([^`\n]+)`/g, '<code>$1</code>')
    .replace(/(^|[\s(\uE001])\*(\S|\S[^*\n]*\S)\*(?=$|[\s).,:;!?\uE000])/gm, '$1<strong>$2</strong>')
    .replace(/(^|[\s(\uE001])_(\S|\S[^_\n]*\S)_(?=$|[\s).,:;!?\uE000])/gm, '$1<em>$2</em>')
    .replace(/\n/g, '<br>')
    .replace(/\uE000(\d+)\uE001/g, (_whole, index: string) => tokens[Number(index)] ?? '');
}

/** Plain text as HTML; `&amp;`, `&lt;` and `&gt;`, which senders write for Slack, are shown as what they stand for. */
export function textToHtml(text: string): string {
  return escapeHtml(text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&'));
}

export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

/** A link to `url` with this HTML as its label; the label alone where the address is not http or https. */
export function linkToHtml(url: string, labelHtml: string): string {
  const address = url.replace(/&amp;/g, '&');
  const isSafe = URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
  return isSafe
    ? `<a href="${escapeHtml(address)}" target="_blank" rel="noopener noreferrer">${labelHtml}</a>`
    : labelHtml;
}

function tokenToHtml(token: string): string {
  const [target = '', label] = splitOnce(token, '|');
  const date = /^!date\^(\d+)\^/.exec(target);
  if (date) {
    const moment = new Date(Number(date[1]) * 1000);
    return `<time datetime="${moment.toISOString()}">${textToHtml(label ?? moment.toUTCString())}</time>`;
  }
  if (/^[!@#]/.test(target)) {
    const name = label ?? target.replace(/^!(subteam\^)?/, '@');
    return `<span class="mention">${textToHtml(name)}</span>`;
  }
  return linkToHtml(target, textToHtml(label ?? target));
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
