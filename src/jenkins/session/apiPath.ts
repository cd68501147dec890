/**
 * The path of an item's JSON with the fields that `tree` names.
 * https://www.jenkins.io/doc/book/using/remote-access-api/#RemoteaccessAPI-Controllingtheamountofdatayoufetch
 * Brackets and braces go encoded: Jenkins takes both, some proxies before it only this.
 */
export function apiPath(item: string, tree: string): string {
  return `${item}/api/json?tree=${encodeURIComponent(tree)}`;
}
