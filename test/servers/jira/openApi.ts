import { readFileSync } from 'node:fs';
import type { AnySchema, ErrorObject, ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { adfProblem } from './adfSchema.ts';
import type { JiraRequest } from './answerRequest.ts';
import type { Answer } from './exchange.ts';
import { isRecord } from './exchange.ts';
import type { Operation, Parameter } from './openApiDocument.ts';
import { OpenApiDocument } from './openApiDocument.ts';

/** Statuses that any operation may answer with: they come from the gates before it. */
const gateStatuses = [401, 403, 404, 405, 415, 429, 500, 502, 503, 504];

/** Properties that hold rich text in version 3, wherever they stand in a request for an issue. */
const richTextFields = ['description', 'environment'];

// Jira writes the offset without its colon, against RFC 3339; its own examples do the same.
const jiraDateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/;

function sentence(errors: ErrorObject[] | null | undefined): string {
  return (errors ?? [])
    .map(({ instancePath, message, params, keyword }) => {
      const extra = keyword === 'additionalProperties' ? ` (${String(params['additionalProperty'])})` : '';
      const what = keyword === 'not' ? 'is read-only and must not be sent' : message;
      return `${instancePath || '(root)'} ${what}${extra}`;
    })
    .join('; ');
}

/** The operation's own words allow null, "the issue is set to unassigned"; its schema forgets that. */
function isNobody({ path, body }: JiraRequest, problem: string): boolean {
  return path.endsWith('/assignee') && body === '{"accountId":null}' && problem.includes('/accountId must be string');
}

/** A query value in the type that its schema asks for, as far as the text allows. */
function typed(text: string, schema: Record<string, unknown>): unknown {
  if (schema['type'] === 'integer' || schema['type'] === 'number') {
    return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  }
  if (schema['type'] === 'boolean') {
    return text === 'true' || (text === 'false' ? false : text);
  }
  return text;
}

/**
 * Holds requests and answers to an OpenAPI 3.0 description of Jira Cloud, version 3. Requests to version 2 are held
 * to the same operations, but their texts are strings.
 */
export class OpenApi {
  private readonly document: OpenApiDocument;
  private readonly ajv: Ajv;
  private readonly validators = new Map<string, ValidateFunction>();

  constructor(path: string) {
    this.document = new OpenApiDocument(JSON.parse(readFileSync(path, 'utf8')));
    this.ajv = new Ajv({ strict: false, logger: false, allErrors: true, validateSchema: false, formats: {} });
    // A CommonJS module whose typings promise a default export that Node gives as the module itself.
    addFormats.default(this.ajv);
    this.ajv.addFormat('date-time', jiraDateTime);
    this.ajv.addSchema(this.document.schemas('answer'), 'answer');
    this.ajv.addSchema(this.document.schemas('request'), 'request');
  }

  /** What is wrong with a request; nothing for paths outside of /rest/. */
  requestProblems(request: JiraRequest): string[] {
    if (!request.path.startsWith('/rest/')) {
      return [];
    }
    const name = `${request.method} ${request.path}`;
    const operation = this.operation(request);
    if (!operation) {
      return [`${name}: no such operation`];
    }
    return [
      ...this.parameterProblems(operation, request),
      ...this.bodyProblems(operation, request),
      ...(request.path.startsWith('/rest/api/3/') ? richTextProblems(request) : []),
    ]
      .filter(problem => !isNobody(request, problem))
      .map(problem => `${name}: ${problem}`);
  }

  /** What is wrong with an answer to it. */
  answerProblems(request: JiraRequest, answer: Answer): string[] {
    const operation = request.path.startsWith('/rest/') ? this.operation(request) : undefined;
    if (!operation) {
      return [];
    }
    const name = `${request.method} ${request.path} answered ${answer.status}`;
    const status = String(answer.status);
    if (!operation.statuses.includes(status)) {
      return gateStatuses.includes(answer.status) ? [] : [`${name}, which is not described`];
    }
    const schema = this.document.answerSchema(operation, status);
    const problems = schema ? this.schemaProblems(`${operation.id} ${status}`, schema, answer.body) : [];
    const adf = request.path.startsWith('/rest/api/3/') ? documentProblems(answer.body) : [];
    return [...problems, ...adf].map(problem => `${name}: ${problem}`);
  }

  private operation(request: JiraRequest): Operation | undefined {
    return this.document.operation(request.method, request.path.replace(/^\/rest\/api\/2\//, '/rest/api/3/'));
  }

  private parameterProblems(operation: Operation, request: JiraRequest): string[] {
    const known = operation.parameters.filter(parameter => parameter.in === 'query');
    const unknown = [...new Set(request.query.keys())].filter(key => !known.some(({ name }) => name === key));
    return [
      ...unknown.map(key => `unknown query parameter ${key}`),
      ...known.flatMap(parameter => this.queryProblems(operation, parameter, request.query.getAll(parameter.name))),
    ];
  }

  private queryProblems(operation: Operation, parameter: Parameter, values: string[]): string[] {
    if (values.length === 0) {
      return parameter.required ? [`query parameter ${parameter.name} is required`] : [];
    }
    const { schema } = parameter;
    const items = isRecord(schema['items']) ? schema['items'] : undefined;
    const value =
      schema['type'] === 'array'
        ? values.flatMap(text => text.split(',')).map(text => typed(text, items ?? {}))
        : typed(values[0] ?? '', schema);
    const repeated = schema['type'] !== 'array' && values.length > 1 ? [`${parameter.name} is given twice`] : [];
    const key = `${operation.id} ?${parameter.name}`;
    return [
      ...repeated,
      ...this.schemaProblems(key, schema, value).map(problem => `query parameter ${parameter.name} ${problem}`),
    ];
  }

  private bodyProblems(operation: Operation, request: JiraRequest): string[] {
    const schema = this.document.requestSchema(operation);
    if (operation.takesForm) {
      return /^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '') ? [] : ['is no form'];
    }
    if (!schema) {
      return request.body === '' ? [] : ['takes no body'];
    }
    if (request.body === '') {
      return operation.bodyRequired ? ['a body is required'] : [];
    }
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
      return [`the body's Content-Type is ${request.headers['content-type'] ?? 'absent'}`];
    }
    const body = parsed(request.body);
    return body === undefined
      ? ['the body is not JSON']
      : this.schemaProblems(`${operation.id} body`, schema, body).map(problem => `body ${problem}`);
  }

  private schemaProblems(key: string, schema: AnySchema, value: unknown): string[] {
    let validate = this.validators.get(key);
    if (!validate) {
      validate = this.ajv.compile(schema);
      this.validators.set(key, validate);
    }
    return validate(value) ? [] : [sentence(validate.errors)];
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function adfProblems(where: string, value: unknown): string[] {
  const problem = value === null ? undefined : adfProblem(value);
  return problem === undefined ? [] : [`${where} ${problem}`];
}

function updateProblems(update: Record<string, unknown>): string[] {
  return ['comment', ...richTextFields].flatMap(field => {
    const operations = Array.isArray(update[field]) ? update[field].filter(isRecord) : [];
    return operations.flatMap(operation =>
      Object.entries(operation)
        .filter(([verb]) => verb !== 'remove')
        .flatMap(([verb, value]) => {
          const text = field === 'comment' && isRecord(value) ? value['body'] : value;
          return adfProblems(`update.${field}.${verb}`, text);
        }),
    );
  });
}

/** The description leaves rich text open; here it must be ADF. */
function richTextProblems(request: JiraRequest): string[] {
  const body = request.body === '' ? undefined : parsed(request.body);
  if (!isRecord(body) || !/\/issue(\/|$)/.test(request.path)) {
    return [];
  }
  if (/\/comment(\/\d+)?$/.test(request.path)) {
    return adfProblems('body', body['body'] ?? 'absent');
  }
  const fields = isRecord(body['fields']) ? body['fields'] : {};
  const inFields = richTextFields.filter(field => field in fields);
  return [
    ...inFields.flatMap(field => adfProblems(`fields.${field}`, fields[field])),
    ...updateProblems(isRecord(body['update']) ? body['update'] : {}),
  ];
}

/** Every ADF document inside of an answer. */
function documentProblems(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(documentProblems);
  }
  if (!isRecord(value)) {
    return [];
  }
  return value['type'] === 'doc' ? adfProblems('a text', value) : Object.values(value).flatMap(documentProblems);
}
