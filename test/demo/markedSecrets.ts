/** Secrets that can be told from anything else, by connection; the tests of the extension host look for them. */
export const markedSecrets = {
  'marked-jenkins': `m4rk3d/J+nk1ns "&'é7`,
  'marked-jira': `m4rk3d/J1r+ <%2F>?é8`,
} as const;
