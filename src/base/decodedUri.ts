/** Decodes a part of a URI; a text with an invalid encoding, such as `100%`, stays as it is. */
export function decodedUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
