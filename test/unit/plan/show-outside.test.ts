import { expect, test } from 'vitest';
import type { Step } from '../../../src/model/generated/manifest.ts';
import { completeStep } from '../../../src/plan/complete-step.ts';
import { showStep } from '../../../src/plan/show-step.ts';

function shown(step: Omit<Step, 'name'>): readonly string[] {
  const planned = completeStep({ name: 'a', ...step }, { runtime: { type: 'shell' }, handlers: [] });
  return showStep(planned, { job: 'web' });
}

test('a plan shows what a vault step touches, and of what it writes the names alone', () => {
  expect(shown({ type: 'vault', action: 'read', with: { path: 'secret/app', version: 3 } })).toEqual([
    'vault read secret/app version 3',
  ]);
  expect(
    shown({ type: 'vault', action: 'write', with: { path: 'secret/app', data: { pin: '4711' } } }),
  ).toEqual(['vault write secret/app', 'fields: pin']);
  expect(shown({ type: 'vault', action: 'sign', with: { key: 'release', input: 'x' } })).toEqual([
    'vault sign transit/release',
  ]);
  expect(shown({ type: 'vault', action: 'revoke', with: { lease: 'database/creds/app/1' } })).toEqual([
    'vault revoke database/creds/app/1',
  ]);
});

test('a plan shows what Prometheus is asked, with which values, and what is waited for', () => {
  const asked = {
    query: 'up{job=$job}',
    vars: { job: '${{ inputs.job }}' },
    successCondition: 'value == 1.0',
  };

  expect(shown({ type: 'prometheus', with: asked })).toEqual([
    'asks Prometheus: up{job=$job}',
    'vars: {"job":"web"}',
    'wants: value == 1.0',
  ]);
  expect(shown({ type: 'prometheus', with: { ...asked, url: 'https://p.example', for: '3m' } })).toEqual([
    'asks https://p.example: up{job=$job}',
    'vars: {"job":"web"}',
    'waits until: value == 1.0',
    'every 10s, held for 3m',
  ]);
});

test.each([
  ['read', 'retry'],
  ['decrypt', 'retry'],
  ['revoke', 'retry'],
  ['write', 'ask'],
  ['delete', 'ask'],
] as const)('a vault step that was cut off in a %s: %s', (action, onInterrupt) => {
  const step: Step = { name: 'a', type: 'vault', action };

  expect(completeStep(step, { runtime: { type: 'shell' }, handlers: [] })).toMatchObject({ onInterrupt });
});

test('a plan shows what a notice begins with, as far as it is known', () => {
  const message = '${{ inputs.job }} is down.\n${{ steps.look.error }}\nNext: look.\n';
  expect(shown({ type: 'notify', with: { message } })).toEqual(['terminal: web is down. (and 2 more lines)']);
  expect(shown({ type: 'notify', with: { message: 'web is down' } })).toEqual(['terminal: web is down']);
});
