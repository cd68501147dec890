/** Quoted names; an apostrophe within a word is no quote. */
const quoted =
  /‘([^‘’]+)’|„([^„“”]+)[“”]|“([^“”]+)”|«\s*([^«»]+?)\s*»|「([^「」]+)」|(?<![\p{L}\p{N}])'([^']+)'(?![\p{L}\p{N}])/gu;

/** Sentences that quote no name: those of older controllers, and some German ones. */
const unquoted = [
  /^Waiting for next available executor on (.+)$/,
  / doesn’t have label (.+)$/,
  /^(.+) is offline$/,
  /^Warte auf den nächsten freien Build-Prozessor auf (.+)$/,
  /^(.+) ist offline$/,
];

/**
 * Finds the label in Jenkins' sentence of why something waits: "There are no nodes with the label ‘gpu’". Translations have
 * quotes of their own, and some none, so that no label is found there.
 * https://github.com/jenkinsci/jenkins/blob/master/core/src/main/resources/hudson/model/Messages.properties
 */
export function labelOfReason(why: string): string | undefined {
  // Where there is but the built-in node: "‘Jenkins’ doesn’t have label ‘gpu’".
  const last = [...why.matchAll(quoted)].at(-1);
  if (last) return last.slice(1).find(name => name !== undefined);
  return unquoted.map(sentence => sentence.exec(why)?.[1]).find(name => name !== undefined);
}
