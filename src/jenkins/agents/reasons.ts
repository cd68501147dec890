/** Quoted names; an apostrophe within a word is no quote. */
const quoted = /‘([^‘’]+)’|[„“]([^„“”]+)[“”]|«\s*([^«»]+?)\s*»|「([^「」]+)」|(?<![\p{L}\d])'([^']+)'(?![\p{L}\d])/gu;

/** Sentences that quote no name: those of older controllers, and some German ones. */
const unquoted = /(?:executor on|have label|Prozessor auf) (.+)$|^(.+) ist? offline$/;

/**
 * Finds the label in Jenkins' sentence of why something waits: "There are no nodes with the label ‘gpu’". Translations have
 * quotes of their own, and some none, so that no label is found there.
 * https://github.com/jenkinsci/jenkins/blob/master/core/src/main/resources/hudson/model/Messages.properties
 */
export function labelOfReason(why = ''): string | undefined {
  // Where there is but the built-in node: "‘Jenkins’ doesn’t have label ‘gpu’".
  const found = [...why.matchAll(quoted)].at(-1) ?? unquoted.exec(why);
  return found?.slice(1).find(Boolean);
}
