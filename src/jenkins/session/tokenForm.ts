/** Whether a text has the form of Jenkins' API tokens: 11, and 32 hexadecimal digits. */
export function isJenkinsToken(text: string): boolean {
  return /^11[\da-f]{32}$/.test(text);
}
