import Completion from './completion.ts';
import Config from './config.ts';
import Diff from './diff.ts';
import Doctor from './doctor.ts';
import AuditLog from './audit/log.ts';
import AuditVerify from './audit/verify.ts';
import Inspect from './inspect.ts';
import KeyGenerate from './key/generate.ts';
import Pack from './pack.ts';
import Schema from './schema.ts';
import Sign from './sign.ts';
import TrustAdd from './trust/add.ts';
import TrustList from './trust/list.ts';
import TrustRemove from './trust/remove.ts';
import Verify from './verify.ts';

/** Every command, by id. Explicit so that the packaged binary needs no file scanning. */
export const COMMANDS = {
  completion: Completion,
  config: Config,
  diff: Diff,
  doctor: Doctor,
  'audit:log': AuditLog,
  'audit:verify': AuditVerify,
  inspect: Inspect,
  'key:generate': KeyGenerate,
  pack: Pack,
  schema: Schema,
  sign: Sign,
  'trust:add': TrustAdd,
  'trust:list': TrustList,
  'trust:remove': TrustRemove,
  verify: Verify,
};
