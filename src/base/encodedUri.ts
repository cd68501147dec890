/** Encodes a part of a URI; half of a surrogate pair, which has no encoding, becomes a replacement character. */
export function encodedUri(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
