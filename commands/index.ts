import Schema from './schema.ts';

/** Every command, by id. Explicit so that the packaged binary needs no file scanning. */
export const COMMANDS = {
  schema: Schema,
};
