/** Jenkins reads a body as its declaration says, and the body is sent in UTF-8. */
export function declaredInUtf8(xml: string): string {
  return xml.replace(/^(\uFEFF?\s*<\?xml[^>]*?\bencoding\s*=\s*)(["'])[^"']*\2/i, '$1$2UTF-8$2');
}

/**
 * Whether a configuration holds every element and value of another. Jenkins adds defaults and versions of plugins, and
 * writes XML in its own way.
 */
export function holdsConfiguration(held: string, wanted: string): boolean {
  const counts = new Map<string, number>();
  for (const leaf of leavesOf(held)) counts.set(leaf, (counts.get(leaf) ?? 0) + 1);
  for (const leaf of leavesOf(wanted)) {
    const left = counts.get(leaf) ?? 0;
    if (left === 0) return false;
    counts.set(leaf, left - 1);
  }
  return true;
}

const token =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<[?!][^>]*>|<(\/?)([^\s/>]+)(?:"[^"]*"|'[^']*'|[^>"'])*?(\/?)>/g;

/** Elements without children as `path=text`, in order. */
function leavesOf(xml: string): string[] {
  const walk = new LeafWalk();
  let at = 0;
  for (const match of xml.matchAll(token)) {
    const [whole, cdata = '', closing, name, empty] = match;
    walk.text += decoded(xml.slice(at, match.index)) + cdata;
    at = match.index + whole.length;
    if (name === undefined) continue;
    if (closing) walk.close();
    else walk.open(name);
    if (empty) walk.close();
  }
  return walk.leaves;
}

class LeafWalk {
  readonly leaves: string[] = [];
  text = '';
  private readonly path: string[] = [];
  private isLeaf = false;

  open(name: string): void {
    this.path.push(name);
    this.isLeaf = true;
    this.text = '';
  }

  close(): void {
    if (this.isLeaf) this.leaves.push(`${this.path.join('/')}=${plain(this.text)}`);
    this.path.pop();
    this.isLeaf = false;
  }
}

/** XML normalizes line ends. */
function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return entities[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
