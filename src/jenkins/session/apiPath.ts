/**
 * Path of an item's JSON with the fields of `tree`.
 * https://www.jenkins.io/doc/book/using/remote-access-api/#RemoteaccessAPI-Controllingtheamountofdatayoufetch Brackets
 * and braces are encoded: Jenkins takes both forms, some proxies before it only this.
 */
export function apiPath(item: string, tree: string): string {
  return `${item}/api/json?tree=${encodeURIComponent(tree)}`;
}
