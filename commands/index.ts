import Approve from './approve.ts';
import AuditLog from './audit/log.ts';
import AuditVerify from './audit/verify.ts';
import Completion from './completion.ts';
import Config from './config.ts';
import Diff from './diff.ts';
import Doctor from './doctor.ts';
import DryRun from './dry-run.ts';
import Explain from './explain.ts';
import Init from './init.ts';
import Inspect from './inspect.ts';
import KeyGenerate from './key/generate.ts';
import Pack from './pack.ts';
import Plan from './plan.ts';
import PlansList from './plans/list.ts';
import PlansShow from './plans/show.ts';
import PolicyCheck from './policy/check.ts';
import PolicyList from './policy/list.ts';
import PolicyTest from './policy/test.ts';
import Pull from './pull.ts';
import Push from './push.ts';
import Rbac from './rbac.ts';
import Run from './run.ts';
import RunsCancel from './runs/cancel.ts';
import RunsDoctor from './runs/doctor.ts';
import RunsList from './runs/list.ts';
import RunsLogs from './runs/logs.ts';
import RunsPause from './runs/pause.ts';
import RunsResume from './runs/resume.ts';
import RunsRollback from './runs/rollback.ts';
import RunsShow from './runs/show.ts';
import Schema from './schema.ts';
import Sign from './sign.ts';
import TrustAdd from './trust/add.ts';
import TrustList from './trust/list.ts';
import TrustRemove from './trust/remove.ts';
import TrustRequire from './trust/require.ts';
import Validate from './validate.ts';
import Verify from './verify.ts';
import WorkflowsList from './workflows/list.ts';
import WorkflowsShow from './workflows/show.ts';
import WorkflowsYank from './workflows/yank.ts';

/** Every command, by id. Explicit so that the packaged binary needs no file scanning. */
export const COMMANDS = {
  approve: Approve,
  'audit:log': AuditLog,
  'audit:verify': AuditVerify,
  completion: Completion,
  config: Config,
  diff: Diff,
  doctor: Doctor,
  'dry-run': DryRun,
  explain: Explain,
  init: Init,
  inspect: Inspect,
  'key:generate': KeyGenerate,
  pack: Pack,
  plan: Plan,
  'plans:list': PlansList,
  'plans:show': PlansShow,
  'policy:check': PolicyCheck,
  'policy:list': PolicyList,
  'policy:test': PolicyTest,
  pull: Pull,
  push: Push,
  rbac: Rbac,
  run: Run,
  'runs:cancel': RunsCancel,
  'runs:doctor': RunsDoctor,
  'runs:list': RunsList,
  'runs:logs': RunsLogs,
  'runs:pause': RunsPause,
  'runs:resume': RunsResume,
  'runs:rollback': RunsRollback,
  'runs:show': RunsShow,
  schema: Schema,
  sign: Sign,
  'trust:add': TrustAdd,
  'trust:list': TrustList,
  'trust:remove': TrustRemove,
  'trust:require': TrustRequire,
  validate: Validate,
  verify: Verify,
  'workflows:list': WorkflowsList,
  'workflows:show': WorkflowsShow,
  'workflows:yank': WorkflowsYank,
};
