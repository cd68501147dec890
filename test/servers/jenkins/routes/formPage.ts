// The form of a job with parameters, as people see it, and the objects that its page calls.
// https://github.com/jenkinsci/active-choices-plugin (choiceParameterCommon.jelly, AbstractCascadableParameter)
// https://github.com/jenkinsci/stapler (BoundObjectTable)
import { randomUUID } from 'node:crypto';
import { escapeHtml } from '../../../../src/base/escapeHtml.ts';
import { activeClass, defaultValue } from '../beans/parameterBeans.ts';
import { answer } from '../http/answers.ts';
import type { Exchange, PathSegment } from '../http/exchange.ts';
import { answerPage, methodNotAllowed, notFound, sessionHeaders } from '../http/pages.ts';
import type { ActiveChoice, Job, ParameterDefinition } from '../state/model.ts';

type Active = ParameterDefinition & { active: ActiveChoice };

/** The form, with the status for a GET where a POST is meant. */
export function showForm(x: Exchange, job: Job): void {
  // Objects of the page live in a session, so the page begins one.
  for (const [name, value] of Object.entries(sessionHeaders(x))) x.res.setHeader(name, value);
  const fields = job.parameters.map((each, index) => (isActive(each) ? activeField(x, each, index) : plainField(each)));
  const text = `</p><form method="post" action="build?delay=0sec" name="parameters">${fields.join('')}</form><p>`;
  answerPage(x, { status: 405, title: `${job.name} - Jenkins`, text, size: 30_000 });
}

const isActive = (definition: ParameterDefinition): definition is Active => definition.active !== undefined;

const named = (name: string, rest: string) =>
  `<div class="jenkins-form-item"><div class="jenkins-form-label">${escapeHtml(name)}</div>` +
  `<div name="parameter"><input name="name" type="hidden" value="${escapeHtml(name)}">${rest}</div></div>`;

function plainField(definition: ParameterDefinition): string {
  const value = defaultValue(definition)?.value ?? '';
  if (definition.kind === 'choice') {
    const options = (definition.choices ?? []).map(
      choice => `<option value="${escapeHtml(choice)}">${escapeHtml(choice)}</option>`,
    );
    return named(definition.name, `<select name="value" class="jenkins-select__input">${options.join('')}</select>`);
  }
  if (definition.kind === 'text')
    return named(definition.name, `<textarea name="value">${escapeHtml(String(value))}</textarea>`);
  if (definition.kind === 'boolean')
    return named(definition.name, `<input name="value" type="checkbox"${value === true ? ' checked' : ''}>`);
  return named(definition.name, `<input name="value" type="text" value="${escapeHtml(String(value))}">`);
}

function activeField(x: Exchange, definition: Active, index: number): string {
  const { active, name } = definition;
  // A page is drawn without the values that another gave.
  active.given = {};
  const field = named(name, fieldHtml(name, active));
  return active.references || active.choiceType.startsWith('ET_') ? field + proxyHtml(x, definition, index) : field;
}

function fieldHtml(name: string, active: ActiveChoice): string {
  const entries = Object.entries(active.list(active.given ?? {})).map(([key, label]) => entryOf(key, label));
  switch (active.choiceType) {
    case 'PT_SINGLE_SELECT':
    case 'PT_MULTI_SELECT': {
      const many = active.choiceType === 'PT_MULTI_SELECT' ? ' multiple="multiple" size="1"' : '';
      const options = entries.map(
        ({ key, label, mark }) => `<option value="${key}"${mark(' selected')}>${label}</option>`,
      );
      return `<div class="jenkins-select"><select name="value"${many}>${options.join('')}</select></div>`;
    }
    case 'PT_CHECKBOX':
      return entries
        .map(
          ({ key, label, mark }) =>
            `<div class="tr"><input json="${key}" name="value" value="${key}" type="checkbox" title="${label}" alt="${label}"${mark(' checked')}><label title="${label}">${label}</label></div>`,
        )
        .join('');
    case 'PT_RADIO':
      return entries
        .map(
          ({ key, label, mark }) =>
            `<div class="tr"><input json="${key}" name="${escapeHtml(name)}" value="${key}" type="radio" alt="${label}"${mark(' checked')}><label>${label}</label>` +
            `<input json="${key}" name="${mark('value')}" value="${key}" class="${escapeHtml(name)}" type="hidden" title="${label}"></div>`,
        )
        .join('');
    case 'ET_TEXT_BOX':
      return `<input type="text" name="value" value="${escapeHtml(Object.values(active.list({}))[0] ?? '')}">`;
    case 'ET_ORDERED_LIST':
      return `<ol>${entries.map(({ label }) => `<li>${label}</li>`).join('')}</ol>`;
  }
}

function entryOf(key: string, text: string) {
  const isChosen = text.endsWith(':selected');
  const label = escapeHtml(text.replace(/:selected$/, ''));
  return { key: escapeHtml(key.replace(/:selected$/, '')), label, mark: (words: string) => (isChosen ? words : '') };
}

/** Names beside the field and the object in a script, or all of it written into the page, as plugins before 2.8 did. */
function proxyHtml(x: Exchange, definition: Active, index: number): string {
  const { name, active } = definition;
  const id = randomUUID();
  x.session?.bound.set(id, definition);
  const url = `${x.state.contextPath}/$stapler/bound/${id}`;
  const references = active.references ?? [];
  if (x.state.hasInlineProxies) {
    const pushes = references.map(each => `referencedParameters.push("${escapeHtml(each)}");`).join('\n');
    const kind = activeClass(active) === 'DynamicReferenceParameter' ? 'DynamicReferenceParameter' : 'CascadeParameter';
    return `<script type="text/javascript">var referencedParameters = Array();${pushes}
    var proxied = ${proxyScript(x, url)};
    var it = new UnoChoice.${kind}('${escapeHtml(name)}', parameterHtmlElement, 'choice-parameter-1', proxied);</script>`;
  }
  const variable = `proxy_${index}`;
  const data = `data-name="${escapeHtml(name)}" data-proxy-name="${variable}" data-referenced-parameters="${escapeHtml(references.join(','))}"`;
  const script = `${x.state.contextPath}/$stapler/bound/script${url}?var=${variable}&amp;methods=${methods.join(',')}`;
  return `<span class="cascade-choice-parameter-data-holder" ${data}></span><script src="${script}" type="application/javascript"></script>`;
}

const methods = ['doUpdate', 'getChoicesForUI', 'getChoicesAsStringForUI'];

function proxyScript(x: Exchange, url: string): string {
  const crumb = x.session ? x.state.sessions.crumb(x.caller.user?.id ?? 'anonymous', x.session) : '';
  return `makeStaplerProxy('${url}','${crumb}',[${methods.map(method => `'${method}'`).join(',')}])`;
}

/** `$stapler/bound/…`: objects that a page of this session may call. */
export function boundRoutes(x: Exchange, rest: PathSegment[]): void {
  const words = rest.map(({ name }) => name);
  const [first, second = '', third = ''] = words;
  const isScript = second === 'script';
  const id = isScript ? (words.at(-1) ?? '') : second;
  const definition = x.session?.bound.get(id);
  if (first !== 'bound' || !definition?.active) {
    notFound(x);
  } else if (isScript) {
    const variable = new URL(x.req.url ?? '', 'http://it').searchParams.get('var');
    const script = `${variable} = ${proxyScript(x, `${x.state.contextPath}/$stapler/bound/${id}`)};`;
    answer(x, 200, { 'Content-Type': 'application/javascript' }, script);
  } else if (x.method !== 'POST') {
    methodNotAllowed(x);
  } else if (x.req.headers['crumb'] !== crumbOf(x)) {
    answer(x, 403);
  } else {
    call(x, definition.active, third);
  }
}

function crumbOf(x: Exchange): string {
  return x.session ? x.state.sessions.crumb(x.caller.user?.id ?? 'anonymous', x.session) : '';
}

function call(x: Exchange, active: ActiveChoice, method: string): void {
  if (method === 'doUpdate') {
    const [given] = JSON.parse(x.body.toString('utf8')) as string[];
    active.given = Object.fromEntries((given ?? '').split('__LESEP__').map(pair => valueIn(pair)));
    sendJson(x, null);
  } else if (method === 'getChoicesForUI') {
    const list = active.list(active.given ?? {});
    sendJson(x, [Object.values(list), Object.keys(list)]);
  } else if (method === 'getChoicesAsStringForUI') {
    sendJson(x, Object.values(active.list(active.given ?? {}))[0] ?? '');
  } else {
    notFound(x);
  }
}

function valueIn(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
}

function sendJson(x: Exchange, value: unknown): void {
  answer(x, 200, { 'Content-Type': 'application/json;charset=utf-8' }, JSON.stringify(value));
}
