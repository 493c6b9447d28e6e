import { type Json, type JsonObject, textOf } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import type { StepType } from '../../model/generated/manifest.ts';
import type { Severity } from '../../model/verdict.ts';
import type { Finding, Rule } from '../rule.ts';
import { secretSteps } from '../secrets/secret-outputs.ts';
import { secretInputs, type SecretSources, taintedTexts } from '../secrets/tainted.ts';
import type { PackageView } from '../view/package-view.ts';
import { urlOf } from '../view/step-url.ts';
import type { StepView } from '../view/steps.ts';
import { inManifest, inStep } from './finding.ts';
import { hostOf, isDeclared, isLoopback, networkCall } from './network-calls.ts';

export const secretExposed: Rule = {
  id: 'secret-exposed',
  version: 2,
  title: 'Shows a secret to others',
  severity: 'high',
  why: 'Arguments are seen by every process of the machine, URLs and messages are kept in logs, and what an undeclared host is sent is out of hand. An environment is handed on to every child.',
  fix: 'Give a secret to a process by files, and to HTTP by a header, for a host that is declared under validation.network.egress.',
  reference: 'https://cwe.mitre.org/data/definitions/200.html',
  *check(view) {
    if (view.wpk === null) return;
    const secrets = { inputs: secretInputs(view.wpk), steps: secretSteps(view.wpk) };
    if (secrets.inputs.size === 0 && secrets.steps.size === 0) return;
    for (const step of view.steps) yield* inOne(view, step, secrets);
    yield* inSpec(view, secrets);
  },
};

/** Metrics and the keys of concurrency are kept and shown as they are. */
function* inSpec(view: PackageView, secrets: SecretSources): Iterable<Finding> {
  const { concurrency, monitoring } = view.wpk?.manifest.spec ?? {};
  const texts = [
    ['/spec/concurrency/key', concurrency?.key],
    ...(monitoring?.metrics ?? []).map(({ value }, index) => [
      `/spec/monitoring/metrics/${index}/value`,
      value,
    ]),
  ];
  for (const [pointer = '', text = ''] of texts) {
    for (const { name } of taintedTexts(text, pointer, secrets)) {
      const what = `The secret ${name} stands where it is kept and shown.`;
      yield { ...inManifest(view, pointer), what };
    }
  }
}

function* inOne(view: PackageView, step: StepView, secrets: SecretSources): Iterable<Finding> {
  yield* inCondition(view, step, secrets);
  for (const [key, value] of Object.entries<Json>(writtenIn(step))) {
    for (const { pointer, name } of taintedTexts(value, pointerTo(step.pointer, 'with', key), secrets)) {
      const sink = SINKS[step.type](view, step, { key, pointer });
      if (sink === undefined) continue;
      const { severity, words } = sink;
      yield { ...inStep(view, step, pointer), what: `The secret ${name} ${words}.`, severity };
    }
  }
}

/** Whether a step ran is seen by all, and tells one bit of what it was decided by: a run refuses to decide so. */
function* inCondition(view: PackageView, step: StepView, secrets: SecretSources): Iterable<Finding> {
  const { when } = step.step;
  if (when === undefined || step.phase === 'probe') return;
  const place = pointerTo(step.pointer, 'when');
  for (const { pointer, name } of taintedTexts(`\${{ ${when} }}`, place, secrets)) {
    const what = `The secret ${name} decides whether the step runs, which tells what it is.`;
    yield { ...inStep(view, step, pointer), what };
  }
}

/** As its author wrote it: before a default that is a reference takes the expression's place. */
function writtenIn({ step, phase }: StepView): JsonObject {
  const settings = phase === 'probe' ? step.probe?.with : step.with;
  return settings ?? {};
}

interface Place {
  /** The setting of the step that it is part of. */
  readonly key: string;
  readonly pointer: string;
}

interface Sink {
  readonly severity: Severity;
  readonly words: string;
}

const PROCESS_ONLY = new Set(['files', 'stdin', 'input']);

type SinkOf = (view: PackageView, step: StepView, place: Place) => Sink | undefined;

const shown: SinkOf = (_view, _step, { key }) => ({
  severity: 'high',
  words: `stands in ${key}, which plan and logs show`,
});

/** What it means that a secret stands there; undefined where it is its place. */
const SINKS: Readonly<Record<StepType, SinkOf>> = {
  shell: inProcess,
  script: inProcess,
  docker: inContainer,
  http: inRequest,
  notify: inNotice,
  k8s: inObject,
  vault: inVault,
  prometheus: inQuestion,
  wait: shown,
  approval: shown,
  fail: shown,
  workflow: shown,
  recipe: shown,
};

const IN_ENVIRONMENT: Sink = { severity: 'low', words: 'is handed on by the environment to every child' };

/** An object of kind Secret is made for it; the others are read by many. */
function inObject(view: PackageView, _step: StepView, { pointer }: Place): Sink | undefined {
  const object = view.objects.find((candidate) => pointer.startsWith(`${candidate.pointer}/`));
  if (object === undefined || object.kind === 'Secret') return undefined;
  return {
    severity: 'medium',
    words: `stands in a ${object.kind}, which more may read than may read secrets`,
  };
}

function inProcess(view: PackageView, { name, phase }: StepView, { key }: Place): Sink | undefined {
  if (key !== 'env' && !PROCESS_ONLY.has(key))
    return { severity: 'high', words: 'stands in the arguments, which every process of the machine sees' };
  if (phase !== 'probe' && callersIn(view).has(name))
    return { severity: 'medium', words: 'is given to a process that calls out to the network' };
  return key === 'env' ? IN_ENVIRONMENT : undefined;
}

const CALLERS = new WeakMap<PackageView, ReadonlySet<string | null>>();

/** Steps with a program that calls out to the network. */
function callersIn(view: PackageView): ReadonlySet<string | null> {
  const known = CALLERS.get(view);
  if (known !== undefined) return known;
  const callers = new Set<string | null>();
  for (const { step, commands } of view.programs) {
    if (commands.some((command) => networkCall(command) !== undefined)) callers.add(step);
  }
  CALLERS.set(view, callers);
  return callers;
}

const KEPT_BY_VAULT = new Set(['data', 'plaintext', 'input', 'context']);

function inVault(view: PackageView, step: StepView, place: Place): Sink | undefined {
  return KEPT_BY_VAULT.has(place.key) ? undefined : shown(view, step, place);
}

const CREDENTIALS = new Set(['bearerToken', 'basicAuth']);

/** Without a URL of its own the step asks the Prometheus of the operator's settings. */
function inQuestion(view: PackageView, step: StepView, place: Place): Sink | undefined {
  if (!CREDENTIALS.has(place.key)) return shown(view, step, place);
  return step.with['url'] === undefined ? undefined : inRequest(view, step, { ...place, key: 'headers' });
}

/** An engine tells the environment of a container to whoever may ask it. */
function inContainer(view: PackageView, step: StepView, place: Place): Sink | undefined {
  const sink = inProcess(view, step, place);
  if (place.key !== 'env') return sink;
  return { severity: 'medium', words: 'is shown by the engine to everyone who may inspect the container' };
}

const SENT = new Set(['headers', 'body']);

function inRequest(view: PackageView, { with: settings }: StepView, { key }: Place): Sink | undefined {
  if (!SENT.has(key)) {
    const where = key === 'url' ? 'a URL, which logs keep' : `the ${key}, which others read`;
    return { severity: 'high', words: `stands in ${where}` };
  }
  const host = hostOf(textOf(settings['url']));
  if (host !== null && isAllowed(host, view)) return undefined;
  const to = host ?? 'a host that is only known when it runs';
  return { severity: 'high', words: `is sent to ${to}, which is not declared` };
}

/** Of mail, too, but the password is for the server alone. */
const SENT_WITH_NOTICE = new Set(['payload', 'url', 'routingKey', 'password']);

/** A webhook's URL is its password: where it leads is held to the declared egress when the step runs. */
function inNotice(view: PackageView, step: StepView, { key }: Place): Sink | undefined {
  if (!SENT_WITH_NOTICE.has(key))
    return { severity: 'high', words: `stands in the ${key}, which others read` };
  const host = hostOf(urlOf(step) ?? '');
  if (host === null ? declaresAny(view) : isAllowed(host, view)) return undefined;
  const to = host ?? 'a host that is only known when it runs';
  return { severity: 'high', words: `is sent to ${to}, and no egress is declared for it` };
}

function declaresAny({ wpk }: PackageView): boolean {
  return (wpk?.manifest.spec.validation?.network?.egress ?? []).length > 0;
}

function isAllowed(host: string, { wpk }: PackageView): boolean {
  return isLoopback(host) || isDeclared(host, wpk?.manifest.spec.validation?.network?.egress ?? []);
}
