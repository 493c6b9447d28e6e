import Explain from './explain.ts';
import Init from './init.ts';
import Schema from './schema.ts';
import Validate from './validate.ts';

/** Every command, by id. Explicit so that the packaged binary needs no file scanning. */
export const COMMANDS = {
  explain: Explain,
  init: Init,
  schema: Schema,
  validate: Validate,
};
