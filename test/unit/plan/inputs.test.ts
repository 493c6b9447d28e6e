import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/base/json.ts';
import { resolveInputs } from '../../../src/plan/inputs.ts';

describe('a secret input', () => {
  const secret = { type: 'string', writeOnly: true };
  const refused = { code: 'ATOM_INPUT_INVALID' };

  test('is given as a reference, by a default too', async () => {
    const byDefault = (text: string) => ({ properties: { token: { ...secret, default: text } } });

    expect(await resolve(byDefault('env://TOKEN'))).toEqual({ token: 'env://TOKEN' });
    await expect(resolve(byDefault('in plain text'))).rejects.toMatchObject(refused);
    await expect(resolve({ properties: { token: secret } }, { token: 'plain' })).rejects.toMatchObject(
      refused,
    );
  });

  test('is not quoted where it was given in clear', async () => {
    const schema = { type: 'object', properties: { pin: { type: 'integer', writeOnly: true } } };
    const given = { file: {}, flags: [['pin', 'hunter2']] as const };

    await expect(resolveInputs(schema, given)).rejects.toMatchObject({
      message: expect.stringMatching(/^(?!.*hunter2).*pin is a secret/),
    });
  });

  test.each<[string, JsonObject]>([
    ['an object', { properties: { login: { type: 'object', properties: { password: secret } } } }],
    ['a list', { properties: { tokens: { type: 'array', items: secret } } }],
    ['a definition', { $defs: { token: secret }, properties: { token: { $ref: '#/$defs/token' } } }],
  ])('is not buried in %s', async (_, schema) => {
    await expect(resolve(schema)).rejects.toMatchObject(refused);
  });
});

function resolve(schema: JsonObject, file: JsonObject = {}): Promise<JsonObject> {
  return resolveInputs({ type: 'object', ...schema }, { file, flags: [] });
}
