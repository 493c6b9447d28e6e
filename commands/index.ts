import Completion from './completion.ts';
import Config from './config.ts';
import Diff from './diff.ts';
import Doctor from './doctor.ts';
import AuditLog from './audit/log.ts';
import AuditVerify from './audit/verify.ts';
import Inspect from './inspect.ts';
import Pack from './pack.ts';
import Explain from './explain.ts';
import Init from './init.ts';
import Schema from './schema.ts';
import Validate from './validate.ts';

/** Every command, by id. Explicit so that the packaged binary needs no file scanning. */
export const COMMANDS = {
  completion: Completion,
  config: Config,
  diff: Diff,
  doctor: Doctor,
  'audit:log': AuditLog,
  'audit:verify': AuditVerify,
  inspect: Inspect,
  pack: Pack,
  explain: Explain,
  init: Init,
  schema: Schema,
  validate: Validate,
};
