import { isDeeperThan, usualLimits } from '../../base/budget.ts';
import { asObjects, asString, isObject, type JsonObject } from '../../base/json.ts';
import { TooDeepError } from '../../base/tooDeepError.ts';
import { type AdfDocument, type AdfMark, type AdfNode, textNodes } from './adf.ts';
import { flatText } from './flatText.ts';

/**
 * Takes a document out of an answer; any other value becomes a document without content. Content that is nested too
 * deeply becomes plain text. Nodes that are as they should be are those of the answer.
 */
export function parseAdf(value: unknown): AdfDocument {
  return documentOf(value, new AdfParser(false));
}

/**
 * Takes a document out of an answer to edit it.
 * @throws TooDeepError for a document that would be flattened, or holds anything else that is nested as deeply
 */
export function parseWholeAdf(value: unknown): AdfDocument {
  return documentOf(value, new AdfParser(true));
}

function documentOf(value: unknown, parser: AdfParser): AdfDocument {
  const content = isObject(value) ? parser.nodes(value['content'], usualLimits.depth) : [];
  return { version: 1, type: 'doc', content };
}

class AdfParser {
  private readonly isWhole: boolean;

  constructor(isWhole: boolean) {
    this.isWhole = isWhole;
  }

  /** @param levels that are left for them */
  nodes(content: unknown, levels: number): readonly AdfNode[] {
    if (levels === 0) return this.flat(content);
    if (!Array.isArray(content)) return [];
    const nodes: AdfNode[] = [];
    let isSame = true;
    for (const json of content) {
      const node = isObject(json) ? this.node(json, levels) : undefined;
      if (node) nodes.push(node);
      isSame &&= node === json;
    }
    return isSame ? content : nodes;
  }

  private flat(content: unknown): readonly AdfNode[] {
    if (this.isWhole) throw new TooDeepError();
    return textNodes(flatText(content));
  }

  private node(json: JsonObject, levels: number): AdfNode | undefined {
    const type = asString(json['type']);
    if (type === undefined) return undefined;
    const isPlain = this.hasOnly(json, nodeNames);
    const text = asString(json['text']);
    const attrs = isObject(json['attrs']) ? json['attrs'] : undefined;
    const marks = json['marks'] === undefined ? undefined : this.marks(json['marks']);
    const content = Array.isArray(json['content']) ? this.nodes(json['content'], levels - 1) : undefined;
    const isSame =
      json['text'] === text && json['attrs'] === attrs && json['marks'] === marks && json['content'] === content;
    if (isPlain && isSame) return json as unknown as AdfNode;
    return {
      type,
      ...(text === undefined ? {} : { text }),
      ...(attrs ? { attrs } : {}),
      ...(marks ? { marks } : {}),
      ...(content ? { content } : {}),
    };
  }

  private marks(json: unknown): readonly AdfMark[] | undefined {
    const marks = asObjects(json).flatMap(mark => this.mark(mark) ?? []);
    if (marks.length === 0) return undefined;
    const isSame = Array.isArray(json) && json.length === marks.length && marks.every((mark, at) => mark === json[at]);
    return isSame ? json : marks;
  }

  private mark(json: JsonObject): AdfMark | undefined {
    const type = asString(json['type']);
    if (type === undefined) return undefined;
    const attrs = isObject(json['attrs']) ? json['attrs'] : undefined;
    if (this.hasOnly(json, markNames) && json['attrs'] === attrs) return json as unknown as AdfMark;
    return { type, ...(attrs ? { attrs } : {}) };
  }

  /** Whether an object has no other members, and none without a value. */
  private hasOnly(json: JsonObject, names: ReadonlySet<string>): boolean {
    let isPlain = true;
    for (const name in json) {
      const value = json[name];
      isPlain &&= value !== undefined && names.has(name);
      const isApart = name !== 'content' && name !== 'marks' && typeof value === 'object';
      if (this.isWhole && isApart && isDeeperThan(value, usualLimits.depth)) throw new TooDeepError();
    }
    return isPlain;
  }
}

const nodeNames = new Set(['type', 'text', 'attrs', 'marks', 'content']);
const markNames = new Set(['type', 'attrs']);
