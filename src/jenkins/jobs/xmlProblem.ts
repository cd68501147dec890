import { SaxesParser } from 'saxes';

/** Place in a text where it stops being well formed. */
export interface XmlProblem {
  /** From 1. */
  readonly line: number;
  /** From 0. */
  readonly column: number;
  /** Sentence in English, as the parser words it. */
  readonly message: string;
}

/** Finds the first place where a text is not well-formed XML, 1.0 or 1.1 as it declares. */
export function xmlProblem(text: string): XmlProblem | undefined {
  const parser = new SaxesParser({ xmlns: false, position: true });
  let problem: XmlProblem | undefined;
  parser.on('error', ({ message }) => {
    problem ??= { line: parser.line, column: parser.column, message: message.replace(/^\d+:\d+: /, '') };
  });
  parser.write(text).close();
  return problem;
}
