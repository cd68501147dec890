/** Texts in the order in which a HashSet of Java lists them. */
export function javaSet(texts: Iterable<string>): string[] {
  const all = [...new Set(texts)];
  let buckets = 16;
  while (all.length > buckets * 0.75) buckets *= 2;
  return all.sort((one, other) => bucketOf(one, buckets) - bucketOf(other, buckets));
}

function bucketOf(text: string, buckets: number): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0;
  return (hash ^ (hash >>> 16)) & (buckets - 1);
}
