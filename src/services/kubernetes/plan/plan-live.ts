import { AtomError } from '../../../base/errors.ts';
import { managerOf } from '../../../kubernetes/managers.ts';
import { CHOSEN, type PlannedChange } from '../../../kubernetes/object-change.ts';
import { podImpact } from '../../../kubernetes/pod-impact.ts';
import { blastRadius } from '../../../kubernetes/blast-radius.ts';
import type { ServiceAccount } from '../../../model/cluster.ts';
import type { BlastLimits, LivePlan } from '../../../model/live-plan.ts';
import type { PlannedCluster, PlannedStep, PlanPreview } from '../../../model/plan.ts';
import type { Wpk } from '../../../model/wpk.ts';
import { type Cluster, ClusterError, type Clusters } from '../../../ports/cluster.ts';
import { actionOf } from '../actions.ts';
import { DeclaredCluster } from '../declared-cluster.ts';
import { AccessReviews } from './access-reviews.ts';
import { askedOnce } from './asked-once.ts';
import { clusterProblem } from './cluster-problem.ts';
import { inTurn } from './in-turn.ts';
import { readNeighbours } from './neighbours.ts';
import { OverlayCluster } from './overlay-cluster.ts';
import { ownAccount } from './own-account.ts';
import { type PlannedStepChange, planStep } from './plan-step.ts';
import { declaredReads, reviewed } from './reviewed.ts';
import { isRuledOut } from './ruled-out.ts';
import { stepCalls } from './step-calls.ts';

/** A cluster that does not answer does not hold a plan up for ever. */
const PATIENCE_MS = 120_000;

type Planned = Pick<PlanPreview, 'package' | 'inputs' | 'steps' | 'rollback' | 'permissions'>;

export interface LiveQuestion {
  readonly plan: Planned;
  readonly files: Wpk['files'];
  readonly limits: BlastLimits;
  /** What the cluster said when it was planned, where it is asked whether that still holds; null: it is planned. */
  readonly earlier: LivePlan | null;
  /** The package's own account, where it was asked for before. */
  readonly account: Promise<ServiceAccount | null> | undefined;
  /** The secret inputs that a step reads: nobody knows their values yet. */
  readonly secretsOf: (step: PlannedStep) => readonly string[];
}

export interface LiveAnswer {
  readonly cluster: PlannedCluster;
  readonly live: LivePlan;
}

/**
 * Asks the cluster what the k8s steps of a plan would do to it as it is now; nothing of it is changed.
 * @throws {AtomError} ATOM_NEEDS_MISSING, ATOM_PERMISSION_DENIED, ATOM_INPUT_INVALID, ATOM_POLICY_REFUSED
 */
export async function planLive(clusters: Clusters, question: LiveQuestion): Promise<LiveAnswer> {
  const { plan } = question;
  const ended = new AbortController();
  const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(PATIENCE_MS)]);
  try {
    const user = await clusters.open();
    const given = await question.account?.catch(() => undefined);
    const account = given === undefined ? await ownAccount(user, plan.package.name, signal) : given;
    const runner = account === null ? user : await clusters.openAs(account);
    const permissions = plan.permissions ?? [];
    const reviews = new AccessReviews(runner, signal);
    // They are known already; that one fails is said below.
    reviews.of(declaredReads(permissions)).catch(() => {});
    const overlay = new OverlayCluster(...asked(question, new DeclaredCluster(runner, permissions), user));
    const changes = await changesOf(overlay, question, signal);
    const counted = changes.flatMap((change) => (isNews(change) && change.counted ? [change.counted] : []));
    const namespaces = [
      ...new Set(counted.filter(hasNeighbours).flatMap(({ target }) => target.namespace ?? [])),
    ];
    const sent = changes.flatMap(({ requests }) => requests ?? []);
    const isKnown = changes.every(({ requests }) => requests !== undefined);
    const [neighbours, access] = await Promise.all([
      question.earlier === null ? readNeighbours(user, namespaces, signal) : NO_NEIGHBOURS,
      reviews.of(reviewed(sent, { isKnown, permissions })),
    ]);
    return {
      cluster: { context: user.context, server: user.server, namespace: user.namespace, account },
      live: {
        changes: changes.map(({ shown }) => shown),
        limits: question.limits,
        blastRadius: blastRadius(counted, neighbours),
        access,
      },
    };
  } catch (error) {
    throw error instanceof ClusterError ? clusterProblem(null, error) : error;
  } finally {
    ended.abort();
  }
}

/** Shown in a plan, and neither bound nor held to a limit: no run depends on them. */
const NO_NEIGHBOURS = { budgets: [], services: [], autoscalers: [], unknown: [] };

/** What the server will choose is no drift, unless it chooses what the plan sets: then it is asked as it was planned. */
function asked({ earlier }: LiveQuestion, ...clusters: [Cluster, Cluster]): [Cluster, Cluster] {
  const { changes = [] } = earlier ?? {};
  const isBound = changes.some(({ fields }) => fields.some(({ own, why }) => own && why === CHOSEN));
  if (earlier === null || isBound) return clusters;
  const [runner, user] = clusters;
  return [askedOnce(runner), askedOnce(user)];
}

/** Nothing stands on an object that is not there yet and has no pods of its own, such as a Job. */
function hasNeighbours(change: PlannedChange): boolean {
  const { pods, replicas } = podImpact(change);
  return change.before !== null || pods + replicas > 0;
}

function isNews({ shown: { effect } }: PlannedStepChange): boolean {
  return effect !== 'nothing';
}

/** In the order of the plan: each step is asked behind what the steps before it would have made. */
async function changesOf(
  cluster: OverlayCluster,
  { plan, files, secretsOf }: LiveQuestion,
  signal: AbortSignal,
): Promise<PlannedStepChange[]> {
  const common = {
    manager: managerOf(plan.package.name),
    readFile: fileOf(files),
    secrets: [],
    log: () => {},
  };
  const ask = async (seen: OverlayCluster, step: PlannedStep, mayCome: boolean) => {
    const action = step.type === 'k8s' ? await actionOf(step.action ?? '') : undefined;
    if (action?.kind !== 'mutation' || isRuledOut(step, plan.inputs)) return [];
    const calls = stepCalls(step, plan.inputs, secretsOf);
    try {
      return await planStep(seen, action, { step, calls, common, signal });
    } catch (error) {
      return [undecided(step, error, mayCome)];
    }
  };
  const planned = await inTurn(cluster, [...plan.steps.entries()], (seen, [index, step]) => {
    const mayCome = plan.steps.slice(0, index).some(({ type }) => MAKES_OBJECTS.includes(type));
    return ask(seen, step, mayCome);
  });
  const own = plan.rollback.filter(({ undoes }) => undoes === undefined);
  const undoing = await inTurn(cluster, own, (seen, step) => ask(seen, step, true));
  return [...planned.flat(), ...undoing.flat().map(onlyUndoing)];
}

/** What a rollback finds depends on how far the steps came: it is held to the blast radius as it goes. */
function onlyUndoing({ shown, requests }: PlannedStepChange): PlannedStepChange {
  const { step, object } = shown;
  return {
    shown: { step, object, effect: 'unknown', fields: [], why: 'only when the run is rolled back' },
    ...(requests !== undefined && { requests }),
  };
}

function fileOf(files: Wpk['files']): (path: string) => Promise<string> {
  return async (path) => {
    const file = files.get(path);
    if (file !== undefined) return new TextDecoder().decode(file.bytes);
    throw new ClusterError('invalid', `${path} cannot be read: the package has no such file`);
  };
}

/** Steps of which nobody knows beforehand what they leave in a cluster. */
const MAKES_OBJECTS: readonly string[] = ['shell', 'script', 'docker', 'http', 'workflow'];

function undecided({ name, when }: PlannedStep, error: unknown, mayCome: boolean): PlannedStepChange {
  if (!(error instanceof ClusterError)) throw error;
  const { failure, message } = error;
  const shown = { step: name, object: null, effect: 'unknown', fields: [] } as const;
  if (failure === 'not-found' && mayCome)
    return { shown: { ...shown, why: `${message}; a step before it may make it` } };
  // What is in the way now is none where the step does not run.
  if (failure === 'failed' && when !== null)
    return { shown: { ...shown, why: `${message}; it runs only when ${when}` } };
  throw clusterProblem(name, error);
}

/** @throws {AtomError} ATOM_PERMISSION_DENIED where the cluster would refuse what the plan does */
export function refuseDenied({ access }: LivePlan, { account }: PlannedCluster): void {
  const denied = access.filter(({ allowed }) => !allowed);
  const [first] = denied;
  if (first === undefined) return;
  const who = account === null ? 'You may not' : `The account ${account.namespace}/${account.name} may not`;
  const more = denied.length === 1 ? '' : `, nor ${denied.length - 1} more of what the plan does`;
  throw new AtomError('ATOM_PERMISSION_DENIED', `${who} ${first.action}${more}`, {
    hint: 'atomctl rbac PACKAGE | kubectl apply -f -',
    details: { denied: denied.map(({ action }) => action) },
  });
}
