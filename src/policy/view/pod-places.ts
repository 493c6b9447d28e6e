/** Where containers lie in kinds that make pods without a pod's spec, and what the tool puts in before it makes them. */
export interface PodPlaces {
  /** Keys under which what becomes a pod lies: itself, or a list of such. */
  readonly pods: ReadonlySet<string>;
  /** In what becomes a pod. */
  readonly containers: readonly ContainerPlace[];
  /** Kinds whose spec is a container itself. */
  readonly containerKinds: ReadonlySet<string>;
  /** A container beside them that says what all with this role do where they say nothing. */
  readonly defaults: { readonly key: string; readonly role: ContainerRole } | null;
  /** What holds for every pod below: keys down to it, and where these are none, keys that stand beside it. */
  readonly above: readonly { readonly keys: readonly string[]; readonly beside: readonly string[] }[];
  /** A key whose text is a patch of the pod's spec. */
  readonly patch: string | null;
  /** The last two keys down to a text that holds manifests of what is made beside the pods. */
  readonly manifest: readonly [above: string, key: string] | null;
  /** What stands in texts for a value that is only known when it runs. */
  readonly filled: RegExp;
}

export type ContainerRole = 'container' | 'init container' | 'ephemeral container' | 'sidecar' | 'step';

export interface ContainerPlace {
  /** Keys down to the container, or to a list of them. */
  readonly keys: readonly string[];
  readonly role: ContainerRole;
  /** Its program, where that is a text of its own. */
  readonly program?: ProgramKey;
}

/** What `command` says reads a `source`, what its first line says a `script`. */
export type ProgramKey = 'source' | 'script';

/** By the domain that their API groups end with. */
const PLACES: Readonly<Record<string, PodPlaces>> = {
  // Workflow, CronWorkflow, WorkflowTemplate, ClusterWorkflowTemplate; Sensor and EventSource have one `template`.
  'argoproj.io': {
    pods: new Set(['templates', 'templateDefaults', 'inline', 'template']),
    containers: [
      { keys: ['container'], role: 'container' },
      { keys: ['script'], role: 'container', program: 'source' },
      { keys: ['containerSet', 'containers'], role: 'container' },
      { keys: ['initContainers'], role: 'init container' },
      { keys: ['sidecars'], role: 'sidecar' },
    ],
    containerKinds: new Set(),
    defaults: null,
    above: [{ keys: [], beside: ['templates', 'workflowTemplateRef'] }],
    patch: 'podSpecPatch',
    manifest: ['resource', 'manifest'],
    filled:
      /\{\{(?:=[\s\S]*?|\s*(?:inputs|outputs|workflow|cronworkflow|steps|tasks|item|pod|node|retries|lastRetry|duration|status)\b[^{}]*)\}\}/g,
  },
  // Task and ClusterTask; a TaskRun, Pipeline or PipelineRun has them under `taskSpec`.
  'tekton.dev': {
    pods: new Set(['spec', 'taskSpec']),
    containers: [
      { keys: ['steps'], role: 'step', program: 'script' },
      { keys: ['sidecars'], role: 'sidecar', program: 'script' },
    ],
    containerKinds: new Set(['StepAction']),
    defaults: { key: 'stepTemplate', role: 'step' },
    above: [
      { keys: ['podTemplate'], beside: [] },
      { keys: ['taskRunTemplate', 'podTemplate'], beside: [] },
      { keys: ['taskPodTemplate'], beside: [] },
    ],
    patch: null,
    manifest: null,
    filled:
      /\$\((?:params|inputs|outputs|results|workspaces|tasks|steps?|context|resources|finally|credentials)(?:\.[\w-]+|\[(?:\*|\d+|'[^']*'|"[^"]*")\])+\)/g,
  },
};

/** Undefined for every other API group. */
export function podPlacesOf(apiVersion: string): PodPlaces | undefined {
  const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
  const domain = group.split('.').slice(-2).join('.');
  return Object.hasOwn(PLACES, domain) ? PLACES[domain] : undefined;
}
