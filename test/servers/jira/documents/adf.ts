export interface AdfMark {
  type: string;
  attrs?: Record<string, unknown>;
}

export interface AdfNode {
  type: string;
  version?: number;
  attrs?: Record<string, unknown>;
  marks?: AdfMark[];
  content?: AdfNode[];
  text?: string;
}

/** Who a mention names: an id for the node and the text that is shown. */
export interface Mention {
  id: string;
  text: string;
}

export type FindMention = (name: string) => Mention | undefined;

function isNode(value: unknown): value is AdfNode {
  if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string') {
    return false;
  }
  if (!('content' in value) || value.content === undefined) {
    return true;
  }
  return Array.isArray(value.content) && value.content.every(isNode);
}

/** The shape alone, as the server looks at it; the full ADF schema is the validator's business. */
export function isAdfDocument(value: unknown): value is AdfNode {
  return isNode(value) && value.type === 'doc' && value.version === 1 && Array.isArray(value.content);
}

/** The words of a document, for `text ~` and for emptiness. */
export function adfText(node: AdfNode): string {
  const own = node.text ?? (typeof node.attrs?.['text'] === 'string' ? node.attrs['text'] : '');
  return [own, ...(node.content ?? []).map(adfText)].filter(part => part !== '').join(' ');
}
