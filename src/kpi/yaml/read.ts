import { isNode, LineCounter, parseDocument, type Document } from 'yaml';

import { aliasOffset, yamlProblem, type YamlProblem } from './problem';

/** Why a text is no YAML, and in which line. */
interface YamlMistake {
  problem: YamlProblem;
  line: number;
  /** In the library's own words. */
  detail?: string;
}

/** What a YAML text says, and in which line it says each thing; or the first thing wrong with each line. */
export type YamlReading =
  | { ok: true; value: unknown; lineOf: (path: readonly string[]) => number }
  | { ok: false; mistakes: YamlMistake[] };

export function readYaml(text: string): YamlReading {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const mistake = (problem: YamlProblem, offset: number, detail?: string): YamlMistake => ({
    problem,
    line: lines.linePos(offset).line,
    detail,
  });
  if (document.errors.length > 0) {
    const mistakes = document.errors.map(({ message, code, pos }) => {
      // The library appends an excerpt of the text after the first line; the editor shows that already.
      const reason = message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? code;
      return mistake(yamlProblem(code), pos[0], reason);
    });
    return { ok: false, mistakes: [...new Map(mistakes.reverse().map((one) => [one.line, one])).values()].reverse() };
  }
  try {
    return { ok: true, value: document.toJS(), lineOf: (path) => lineOf(document, path, lines) };
  } catch {
    return { ok: false, mistakes: [mistake('yaml-alias', aliasOffset(document) ?? 0)] };
  }
}

/** The line of a field, or of the nearest field around it: a field that is missing has no line of its own. */
function lineOf(document: Document, path: readonly string[], lines: LineCounter): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(
      path.slice(0, length).map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
      true
    );
    if (isNode(node) && node.range) {
      return lines.linePos(node.range[0]).line;
    }
  }
  return 1;
}
