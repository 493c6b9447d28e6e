import Completion from './completion.ts';
import Config from './config.ts';
import Doctor from './doctor.ts';
import AuditLog from './audit/log.ts';
import AuditVerify from './audit/verify.ts';
import Schema from './schema.ts';

/** Every command, by id. Explicit so that the packaged binary needs no file scanning. */
export const COMMANDS = {
  completion: Completion,
  config: Config,
  doctor: Doctor,
  'audit:log': AuditLog,
  'audit:verify': AuditVerify,
  schema: Schema,
};
