import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseFields } from '../../../../src/jira/fields/fields.ts';

const custom = (name: string, type = 'any', items?: string) => ({
  ...{ custom: `com.atlassian.jira.plugin.system.customfieldtypes:${name}`, type, items },
});
const agile = (name: string) => ({ custom: `com.pyxis.greenhopper.jira:${name}`, type: 'any' });
const options = [
  { id: '1', name: 'One' },
  { id: '2', name: 'Two' },
];

function kindOf(id: string, schema: unknown, allowedValues?: unknown): string | undefined {
  return parseFields({ [id]: { schema, allowedValues } })[0]?.kind;
}

describe('the kind of a field', () => {
  const system: readonly (readonly [id: string, kind: string])[] = [
    ['summary', 'text'],
    ['description', 'textArea'],
    ['environment', 'textArea'],
    ['labels', 'labels'],
    ['duedate', 'date'],
    ['parent', 'parent'],
    ['timetracking', 'timeTracking'],
  ];
  for (const [id, kind] of system) {
    it(`is known of Jira's own ${id}`, () => {
      assert.equal(kindOf(id, { type: 'string' }), kind, 'by its id');
      assert.equal(kindOf('x', { type: 'string', system: id }), kind, 'by its schema');
      assert.equal(kindOf(id, { type: 'number', system: 'votes' }), 'number', 'the schema counts more');
    });
  }

  const classes: readonly (readonly [name: string, kind: string])[] = [
    ['textfield', 'text'],
    ['textarea', 'textArea'],
    ['float', 'number'],
    ['datepicker', 'date'],
    ['datetime', 'dateTime'],
    ['url', 'url'],
    ['labels', 'labels'],
    ['select', 'option'],
    ['radiobuttons', 'option'],
    ['multiselect', 'options'],
    ['multicheckboxes', 'options'],
    ['cascadingselect', 'cascading'],
    ['userpicker', 'user'],
    ['multiuserpicker', 'users'],
    ['people', 'users'],
    ['grouppicker', 'group'],
    ['multigrouppicker', 'groups'],
  ];
  for (const [name, kind] of classes) {
    it(`is known of a custom field of the class ${name}`, () => {
      assert.equal(kindOf('customfield_1', custom(name)), kind);
    });
  }

  it('is known of the fields of boards', () => {
    assert.equal(kindOf('customfield_1', agile('gh-sprint')), 'sprint');
    assert.equal(kindOf('customfield_1', agile('gh-epic-link')), 'epicLink');
    assert.equal(kindOf('customfield_1', agile('gh-epic-label')), 'text');
  });

  const types: readonly (readonly [type: string, kind: string])[] = [
    ['string', 'text'],
    ['number', 'number'],
    ['date', 'date'],
    ['datetime', 'dateTime'],
    ['user', 'user'],
    ['group', 'group'],
    ['option-with-child', 'cascading'],
    ['progress', 'unknown'],
  ];
  for (const [type, kind] of types) {
    it(`follows from the type ${type} of a field of another app`, () => {
      const [schema, own] = [{ type }, custom('of-another-app', type)];
      assert.deepEqual([kindOf('x', schema), kindOf('x', own)], [kind, kind]);
      assert.equal(
        kindOf('x', schema, options.slice(0, 1)),
        kind === 'cascading' ? kind : 'option',
        'with allowed values',
      );
    });
  }

  const lists: readonly (readonly [items: string, kind: string, withAllowed: string])[] = [
    ['user', 'users', 'users'],
    ['group', 'groups', 'groups'],
    ['string', 'labels', 'options'],
    ['version', 'unknown', 'options'],
  ];
  for (const [items, kind, withAllowed] of lists) {
    it(`follows from the type ${items} of the items of a list`, () => {
      assert.equal(kindOf('x', { type: 'array', items }), kind);
      assert.equal(kindOf('x', { type: 'array', items }, options), withAllowed);
    });
  }

  it('is unknown without a schema', () => {
    assert.equal(kindOf('x', undefined), 'unknown');
    assert.equal(kindOf('x', {}, options), 'option');
  });
});

describe('a field of an answer', () => {
  const priority = {
    ...{ name: 'Priority', required: true, hasDefaultValue: true, schema: { type: 'priority', system: 'priority' } },
    operations: ['set', 7],
    allowedValues: [...options, { key: 'K' }, { id: '4', value: 'Four', name: '' }, { id: '5' }, { name: 'no id' }],
  };
  const parsed = {
    ...{ id: 'priority', name: 'Priority', kind: 'option', required: true, hasDefault: true, valueType: 'priority' },
    operations: ['set'],
    allowed: [
      { id: '1', name: 'One', children: [] },
      { id: '2', name: 'Two', children: [] },
      { id: 'K', name: 'K', children: [] },
      { id: '4', name: '', children: [] },
    ],
  };

  it('is the same in an object by id and in a list', () => {
    assert.deepEqual(parseFields({ priority, nothing: null }), [parsed]);
    assert.deepEqual(parseFields([{ ...priority, fieldId: 'priority', key: 'x' }, { name: 'no id' }]), [parsed]);
    assert.deepEqual(parseFields([{ ...priority, key: 'priority' }]), [parsed]);
    assert.deepEqual(parseFields('nothing'), []);
  });

  it('has defaults for what it lacks', () => {
    assert.deepEqual(parseFields({ x: {} }), [
      {
        id: 'x',
        name: 'x',
        kind: 'unknown',
        required: false,
        allowed: [],
        hasDefault: false,
        operations: [],
        valueType: '',
      },
    ]);
    assert.equal(parseFields({ x: { name: '' } })[0]?.name, 'x');
    assert.equal(parseFields({ x: { schema: { type: 'array', items: 'version' } } })[0]?.valueType, 'version');
  });

  it('has values below its values', () => {
    const child = { id: '11', value: 'Below' };
    const [field] = parseFields({
      x: { allowedValues: [{ id: '1', value: 'Above', children: [child, { id: 'y' }] }] },
    });
    assert.deepEqual(field?.allowed, [
      { id: '1', name: 'Above', children: [{ id: '11', name: 'Below', children: [] }] },
    ]);
  });
});
