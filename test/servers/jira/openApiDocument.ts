import { isRecord } from './exchange.ts';

type Json = Record<string, unknown>;

export interface Parameter {
  in: string;
  name: string;
  required: boolean;
  schema: Json;
}

export interface Operation {
  id: string;
  /** Where it stands in the document, for references. */
  path: string;
  method: string;
  parameters: Parameter[];
  bodyRequired: boolean;
  /** Whether a form with files is what it takes. */
  takesForm: boolean;
  statuses: string[];
}

type Side = 'request' | 'answer';

function record(value: unknown): Json {
  return isRecord(value) ? value : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** In a request a property that only the server sets must be absent, and cannot be required. */
function requestObject(schema: Json): Json {
  const properties = record(schema['properties']);
  const readOnly = Object.keys(properties).filter(name => record(properties[name])['readOnly'] === true);
  if (readOnly.length === 0) {
    return schema;
  }
  const forbidden = Object.fromEntries(readOnly.map(name => [name, { not: {} }]));
  const required = list(schema['required']).filter(name => !readOnly.includes(String(name)));
  return { ...schema, properties: { ...properties, ...forbidden }, required };
}

/** Words of OpenAPI that mean nothing to a JSON schema, or something else. */
const annotations = ['nullable', 'readOnly', 'writeOnly', 'example', 'default', 'discriminator', 'xml', 'deprecated'];

function nameMap(value: Json, side: Side): Json {
  return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, toJsonSchema(schema, side)]));
}

function keyword(key: string, child: unknown, side: Side): unknown {
  if (key === '$ref') {
    return String(child).replace('#/components/schemas/', `${side}#/`);
  }
  if (key === 'properties' && isRecord(child)) {
    return nameMap(child, side);
  }
  return Array.isArray(child) ? child.map(item => toJsonSchema(item, side)) : toJsonSchema(child, side);
}

/** OpenAPI 3.0's dialect as JSON schema: `nullable` and `readOnly` are its own words. */
function toJsonSchema(value: unknown, side: Side): unknown {
  if (!isRecord(value)) {
    return value;
  }
  const source = side === 'request' ? requestObject(value) : value;
  const schema: Json = {};
  for (const [key, child] of Object.entries(source)) {
    if (!annotations.includes(key)) {
      schema[key] = keyword(key, child, side);
    }
  }
  return value['nullable'] === true ? { anyOf: [{ type: 'null' }, schema] } : schema;
}

function matches(template: string[], path: string[]): boolean {
  return (
    template.length === path.length &&
    template.every((part, index) => (part.startsWith('{') ? path[index] !== '' : part === path[index]))
  );
}

/** The description as it is asked here: operations by path, schemas as JSON schema. */
export class OpenApiDocument {
  private readonly components: Json;
  private readonly paths: Json;
  private readonly templates: { path: string; parts: string[]; placeholders: number }[];
  private readonly operations = new Map<string, Operation>();

  constructor(document: unknown) {
    this.components = record(record(document)['components']);
    this.paths = record(record(document)['paths']);
    this.templates = Object.keys(this.paths)
      .map(path => ({ path, parts: path.split('/'), placeholders: path.split('{').length - 1 }))
      .toSorted((a, b) => a.placeholders - b.placeholders);
  }

  /** All named schemas as one JSON schema, to be added under the side's name. */
  schemas(side: Side): Json {
    return nameMap(record(this.components['schemas']), side);
  }

  /** Words win over placeholders, as they do on the server. */
  operation(method: string, path: string): Operation | undefined {
    const parts = path.split('/');
    const template = this.templates.find(
      candidate => matches(candidate.parts, parts) && method.toLowerCase() in record(this.paths[candidate.path]),
    );
    return template && this.read(template.path, method.toLowerCase());
  }

  requestSchema(operation: Operation): Json | undefined {
    return this.contentSchema(record(this.raw(operation)['requestBody']), 'request');
  }

  answerSchema(operation: Operation, status: string): Json | undefined {
    return this.contentSchema(record(record(this.raw(operation)['responses'])[status]), 'answer');
  }

  private raw(operation: Operation): Json {
    return record(record(this.paths[operation.path])[operation.method]);
  }

  private contentSchema(holder: Json, side: Side): Json | undefined {
    const schema = record(record(holder['content'])['application/json'])['schema'];
    return isRecord(schema) ? record(toJsonSchema(schema, side)) : undefined;
  }

  private read(path: string, method: string): Operation {
    const key = `${method} ${path}`;
    const known = this.operations.get(key);
    if (known) {
      return known;
    }
    const item = record(this.paths[path]);
    const raw = record(item[method]);
    const operation: Operation = {
      id: key,
      path,
      method,
      parameters: [...list(item['parameters']), ...list(raw['parameters'])].filter(isRecord).map(parameter => ({
        in: String(parameter['in']),
        name: String(parameter['name']),
        required: parameter['required'] === true,
        schema: record(toJsonSchema(parameter['schema'], 'request')),
      })),
      bodyRequired: record(raw['requestBody'])['required'] === true,
      takesForm: 'multipart/form-data' in record(record(raw['requestBody'])['content']),
      statuses: Object.keys(record(raw['responses'])),
    };
    this.operations.set(key, operation);
    return operation;
  }
}
