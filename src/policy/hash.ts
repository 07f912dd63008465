/**
 * A short text that is the same for the same text: two halves of 32 bits, as FNV-1a reckons them from the text forwards
 * and backwards. It guards against no enemy: it is no cryptographic hash.
 */
export function hash(text: string): string {
  let [forwards, backwards] = [0x811c9dc5, 0x811c9dc5];
  for (let index = 0; index < text.length; index++) {
    forwards = Math.imul(forwards ^ text.charCodeAt(index), 0x01000193);
    backwards = Math.imul(backwards ^ text.charCodeAt(text.length - 1 - index), 0x01000193);
  }
  return [forwards, backwards].map((half) => (half >>> 0).toString(36)).join('-');
}
