/** Quoted names; an apostrophe within a word is no quote. */
const quoted =
  /‘([^‘’]+)’|„([^„“”]+)[“”]|“([^“”]+)”|«\s*([^«»]+?)\s*»|「([^「」]+)」|(?<![\p{L}\p{N}])'([^']+)'(?![\p{L}\p{N}])/gu;

/**
 * Finds the label in Jenkins' sentence of why something waits, where it quotes it: "There are no nodes with the label
 * ‘gpu’". Translations have quotes of their own, and some none, so that no label is found there.
 */
export function labelOfReason(why: string): string | undefined {
  // Where there is but the built-in node: "‘Jenkins’ doesn’t have label ‘gpu’".
  const last = [...why.matchAll(quoted)].at(-1);
  return last?.slice(1).find(name => name !== undefined);
}
