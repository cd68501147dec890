import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fieldsInPage } from '../../../../src/jenkins/builds/formPage.ts';

// After active-choices-plugin, DynamicReferenceParameter/index.jelly.
describe('the form of a job with references', () => {
  const unseen = '<input type="text" name="value" value="" style="visibility: hidden; position: absolute;" />';
  const field = (name: string, html: string, className = '') =>
    `<div name="parameter" class="${className}" id="choice-parameter-1"><input type="hidden" name="name" value="${name}" />${html}</div>`;
  const fields = fieldsInPage(
    [
      field('LIST', `<ul id="ecp_1"><li>one</li></ul>${unseen}`),
      field('TEXT', `<div id="formattedHtml_1"><input name="value" value="made" class="setting-input"></div>${unseen}`),
      field('KEY', `<div id="formattedHtml_2"><input name="value" value="k"></div>`, 'hidden_uno_choice_parameter'),
    ].join(''),
  );

  it('has no question where the page only keeps a place for a value, nor is a value taken from it', () => {
    assert.deepEqual(
      [...fields.values()].map(({ name, shape, text }) => [name, shape, text]),
      [
        ['LIST', 'none', ''],
        ['TEXT', 'text', 'made'],
        ['KEY', 'text', 'k'],
      ],
    );
  });

  it('tells which fields the page hides', () => {
    assert.deepEqual(
      [...fields.values()].map(({ isHidden }) => isHidden),
      [false, false, true],
    );
  });
});
