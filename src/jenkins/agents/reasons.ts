/**
 * Finds the label in Jenkins' sentence of why something waits, which quotes it in every language: "There are no nodes
 * with the label ‘gpu’".
 */
export function labelOfReason(why: string): string | undefined {
  // Where there is but the built-in node: "‘Jenkins’ doesn’t have label ‘gpu’".
  return [...why.matchAll(/‘([^‘’]+)’/g)].at(-1)?.[1];
}
