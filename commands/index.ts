import AuditLog from './audit/log.ts';
import AuditVerify from './audit/verify.ts';
import Schema from './schema.ts';

/** Every command, by id. Explicit so that the packaged binary needs no file scanning. */
export const COMMANDS = {
  'audit:log': AuditLog,
  'audit:verify': AuditVerify,
  schema: Schema,
};
