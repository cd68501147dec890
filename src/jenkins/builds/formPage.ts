import { Parser } from 'htmlparser2';
import { asText } from '../../base/json.ts';

/** Value that a field of a job's own form lists. */
export interface FormOption {
  readonly value: string;
  readonly label: string;
  readonly isSelected: boolean;
  /** Shown, and not to be chosen. */
  readonly isDisabled: boolean;
}

/** Shape of a field: one out of a list, several, text, or no value at all. */
export const FieldShape = { one: 'one', many: 'many', text: 'text', none: 'none' } as const;
export type FieldShape = (typeof FieldShape)[keyof typeof FieldShape];

/** Object on the server that lists a field's values anew, by the methods that the page may call on it. */
export interface BoundObject {
  /** Path of the object below the base URL. */
  readonly path: string;
  /** Crumb of its calls, where the page itself has it. */
  readonly crumb: string | undefined;
  /** Path of the script that has the crumb otherwise. */
  readonly script: string | undefined;
  readonly methods: readonly string[];
}

/** Field of a job's own form. */
export interface FormField {
  readonly name: string;
  readonly shape: FieldShape;
  readonly options: readonly FormOption[];
  /** Of a text field. */
  readonly text: string;
  /** Whether the page keeps it from people. */
  readonly isHidden: boolean;
  /** Names of the parameters that its values depend on. */
  readonly references: readonly string[];
  /** Absent for a field whose values depend on no other. */
  readonly source: BoundObject | undefined;
}

/** Field while its element is read. */
interface OpenField {
  name: string;
  shape: FieldShape;
  options: FormOption[];
  text: string;
  readonly isHidden: boolean;
  readonly depth: number;
}

/** Call of a script between the fields, in either generation of the plugin. */
interface Cascade {
  name: string;
  references: string[];
  variable: string | undefined;
  source: BoundObject | undefined;
}

/** Style of the empty value that the page adds to a reference without one of its own. */
const placeholder = /visibility:\s*hidden/;
const maxFields = 500;
const boundPath = /\/\$stapler\/bound\/[\w-]+$/;

/**
 * Reads the fields of a job's own form, by name: what it offers for each parameter, and which of them depend on others.
 * https://plugins.jenkins.io/uno-choice/
 */
export function fieldsInPage(html: string): Map<string, FormField> {
  const reader = new FormReader();
  const parser = new Parser({
    onopentag: (tag, attributes) => reader.open(tag, attributes),
    ontext: text => reader.write(text),
    onclosetag: tag => reader.close(tag),
  });
  parser.end(html);
  return reader.fields();
}

type Attributes = Readonly<Record<string, string>>;

class FormReader {
  private readonly found: OpenField[] = [];
  private readonly cascades: Cascade[] = [];
  private readonly sources = new Map<string, BoundObject>();
  private depth = 0;
  private field: OpenField | undefined;
  private option: { value: string | undefined; label: string; selected: boolean; disabled: boolean } | undefined;
  private script: string | undefined;
  private area = false;

  open(tag: string, attributes: Attributes): void {
    this.depth++;
    if (tag === 'script') this.openScript(attributes);
    else if (attributes['data-proxy-name'] !== undefined) this.openHolder(attributes);
    else if (tag === 'div' && attributes['name'] === 'parameter') this.openField(attributes);
    else if (this.field) this.openPart(this.field, tag, attributes);
  }

  write(text: string): void {
    if (this.script !== undefined) this.script += text;
    else if (this.option) this.option.label += text;
    else if (this.area && this.field) this.field.text += text;
  }

  close(tag: string): void {
    if (tag === 'script') this.closeScript();
    else if (tag === 'option') this.closeOption();
    else if (tag === 'textarea') this.area = false;
    if (this.field?.depth === this.depth) this.field = undefined;
    this.depth--;
  }

  fields(): Map<string, FormField> {
    const fields = new Map<string, FormField>();
    for (const { name, shape, options, text, isHidden } of this.found) {
      if (name === '' || fields.has(name)) continue;
      const cascade = this.cascades.find(each => each.name === name);
      const source = cascade?.source ?? this.sources.get(cascade?.variable ?? '');
      const references = cascade?.references ?? [];
      fields.set(name, { name, shape, options, text, isHidden, references, source });
    }
    return fields;
  }

  private openField(attributes: Attributes): void {
    if (this.found.length >= maxFields) return;
    const isHidden = /\bhidden_uno_choice_parameter\b/.test(attributes['class'] ?? '');
    this.field = { name: '', shape: FieldShape.none, options: [], text: '', isHidden, depth: this.depth };
    this.found.push(this.field);
  }

  private openPart(field: OpenField, tag: string, attributes: Attributes): void {
    if (tag === 'input') this.openInput(field, attributes);
    else if (tag === 'option') this.openOption(attributes);
    else if (attributes['name'] !== 'value') return;
    else if (tag === 'select') field.shape = attributes['multiple'] === undefined ? FieldShape.one : FieldShape.many;
    else if (tag === 'textarea') {
      field.shape = FieldShape.text;
      this.area = true;
    }
  }

  private openInput(field: OpenField, attributes: Attributes): void {
    const { type = 'text', name, value = '', style = '' } = attributes;
    if (type === 'hidden' && name === 'name' && field.name === '') {
      field.name = value;
    } else if (type === 'radio' || (type === 'checkbox' && attributes['value'] !== undefined)) {
      field.shape = type === 'radio' ? FieldShape.one : FieldShape.many;
      const label = attributes['alt'] ?? attributes['title'] ?? value;
      field.options.push(optionOf(value, label, 'checked' in attributes, 'disabled' in attributes));
    } else if (name === 'value' && field.options.length === 0 && type !== 'checkbox' && !placeholder.test(style)) {
      field.shape = FieldShape.text;
      field.text = value;
    }
  }

  private openOption(attributes: Attributes): void {
    const { value } = attributes;
    this.option = { value, label: '', selected: 'selected' in attributes, disabled: 'disabled' in attributes };
  }

  private closeOption(): void {
    const { option, field } = this;
    this.option = undefined;
    if (!option || !field || field.shape === FieldShape.text) return;
    const label = option.label.trim();
    field.options.push(optionOf(option.value ?? label, label, option.selected, option.disabled));
  }

  /** Later generations have the names beside the fields, and the object in a script of its own. */
  private openHolder(attributes: Attributes): void {
    this.cascades.push({
      name: attributes['data-name'] ?? '',
      references: namesIn(attributes['data-referenced-parameters'] ?? ''),
      variable: attributes['data-proxy-name'],
      source: undefined,
    });
  }

  private openScript({ src }: Attributes): void {
    this.script = '';
    if (!src || !URL.canParse(src, 'http://page')) return;
    const { pathname, search, searchParams } = new URL(src, 'http://page');
    const [, script = '', bound = ''] =
      /(\/\$stapler\/bound\/script((?:\/[\w.~-]+)*\/\$stapler\/bound\/[\w-]+))$/.exec(pathname) ?? [];
    const path = boundPath.exec(bound)?.[0];
    const name = searchParams.get('var');
    if (!path || !name) return;
    const methods = namesIn(searchParams.get('methods') ?? '');
    this.sources.set(name, { path, crumb: undefined, script: script + search, methods });
  }

  /** Earlier generations write the calls into the page. */
  private closeScript(): void {
    const text = this.script ?? '';
    this.script = undefined;
    const source = proxyIn(text);
    const name = /new (?:\w+\.)?(?:CascadeParameter|DynamicReferenceParameter)\('((?:[^'\\]|\\.)*)'/.exec(text)?.[1];
    if (!source || name === undefined) return;
    const references = [...text.matchAll(/referencedParameters\.push\("((?:[^"\\]|\\.)*)"\)/g)].map(
      ([, each = '']) => each,
    );
    this.cascades.push({ name: decoded(name), references: references.map(decoded), variable: undefined, source });
  }
}

/** Object and crumb in a script of a page, or in one that a page loads. */
export function proxyIn(script: string): BoundObject | undefined {
  const [, url = '', crumb, methods = ''] =
    /makeStaplerProxy\(\s*'([^'\\]*)'\s*,\s*'([\w.-]*)'\s*,\s*\[([^\]]*)\]/.exec(script) ?? [];
  const path = boundPath.exec(url.replace(/\/$/, ''))?.[0];
  return path ? { path, crumb, script: undefined, methods: namesIn(methods.replace(/['"]/g, '')) } : undefined;
}

/**
 * Reads the answer that lists a field's values anew: labels, and values.
 * @returns undefined for an answer that is no such list
 */
export function optionsIn(answer: unknown): FormOption[] | undefined {
  const lists = listIn(answer);
  if (lists.length < 2) return undefined;
  const values = listIn(lists[1]);
  return listIn(lists[0]).map((label, at) => optionOf(textIn(values[at] ?? label), textIn(label), false, false));
}

/** Value of the field in the HTML that a dynamic reference makes; the text itself where it is no HTML. */
export function textInAnswer(answer: unknown): string {
  const text = asText(answer);
  if (!text.includes('<')) return text;
  const [field] = fieldsInPage(
    `<div name="parameter"><input type="hidden" name="name" value="it">${text}</div>`,
  ).values();
  return field?.text ?? '';
}

/** The plugin marks an entry at the end of its text. */
function optionOf(value: string, label: string, isSelected: boolean, isDisabled: boolean): FormOption {
  const marks = /(?::(?:selected|disabled))+$/.exec(label)?.[0] ?? '';
  return {
    value: value.replace(/(?::(?:selected|disabled))+$/, ''),
    label: label.slice(0, label.length - marks.length),
    isSelected: isSelected || marks.includes(':selected'),
    isDisabled: isDisabled || marks.includes(':disabled'),
  };
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function namesIn(list: string): string[] {
  return list.split(',').flatMap(name => name.trim() || []);
}

/** A name that was escaped for HTML. */
function decoded(text: string): string {
  let plain = '';
  const parser = new Parser({
    ontext(part) {
      plain += part;
    },
  });
  parser.end(text);
  return plain;
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
