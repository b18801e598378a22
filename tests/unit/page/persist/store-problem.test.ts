import { expect, test } from 'vitest';
import { StoreProblem } from '../../../../src/page/persist/store-problem.ts';

test('what could not be done is named as what it was', () => {
  const error = new Error('Internal error');
  const told = (work: 'open' | 'read' | 'store' | 'delete') => StoreProblem.of(error, work).message;
  expect(told('read')).toBe(
    'The browser could not read what is stored (Internal error). It stays as it is: try again, or reload the page.',
  );
  expect(told('delete')).toMatch(/^The browser could not delete what was chosen \(Internal error\)\./);
  expect(told('store')).toMatch(/^The browser could not store what is measured/);
  expect(told('open')).toMatch(/^The browser could not open its storage/);
  const problem = new StoreProblem('full', 'There is no room.');
  expect(StoreProblem.of(problem, 'read')).toBe(problem);
});
