import { formatDuration } from '../base/duration.ts';
import { ExpressionError } from '../base/expression/failure.ts';
import { resolveTemplates } from '../base/expression/template.ts';
import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import type { StepType } from '../model/generated/manifest.ts';
import type { Concurrency, PlannedStep } from '../model/plan.ts';

/** What a step will do, as a person reads it before approving. A value that only the run knows stands as its `${{ }}`. */
export function showStep(
  step: Omit<PlannedStep, 'shows' | 'workflow'>,
  inputs: JsonObject,
): readonly string[] {
  const known = resolveKnown(step.type === 'notify' ? inOneLine(step.with) : step.with, { inputs });
  const settings = isJsonObject(known) ? known : {};
  return [...SHOW[step.type](settings, step.action), ...showConditions(step), ...showPromises(step)];
}

const SHOW: Readonly<Record<StepType, (settings: JsonObject, action: string | null) => readonly string[]>> = {
  shell: (settings) => [`$ ${words(settings['command'])}`, ...showEnvironment(settings)],
  script: (settings) => {
    const command = [settings['interpreter'], settings['file'], ...list(settings['args'])].filter(
      (word) => word !== undefined,
    );
    return [`$ ${words(command)}`, ...showEnvironment(settings)];
  },
  http: ({ method = 'GET', url = '' }) => [`${text(method)} ${text(url)}`],
  wait: showWait,
  check: showCheck,
  notify: showNotice,
  approval: ({ message = '' }) => [`asks: ${text(message)}`],
  k8s: showAction,
  docker: showContainer,
  prometheus: showQuestion,
  vault: showVault,
  workflow: showNested,
  recipe: showAction,
};

function showWait({ duration, until, condition, for: held }: JsonObject): readonly string[] {
  if (condition === undefined)
    return [duration === undefined ? `until ${text(until)}` : `for ${text(duration)}`];
  return [`until ${text(condition)}${held === undefined ? '' : `, for ${text(held)} without a break`}`];
}

function showCheck({ values, require: wanted }: JsonObject): readonly string[] {
  const names = isJsonObject(values) ? Object.keys(values) : [];
  return [
    ...(names.length === 0 ? [] : [`gives ${names.join(', ')}`]),
    ...list(wanted)
      .filter(isJsonObject)
      .map(({ message }) => `or fails: ${text(message)}`),
  ];
}

/** What a notice begins with: in a plan, what follows is mostly not known yet. */
function inOneLine(settings: JsonObject): JsonObject {
  const { message } = settings;
  if (typeof message !== 'string') return settings;
  const [first = '', ...more] = message.trimEnd().split('\n');
  return more.length === 0 ? settings : { ...settings, message: `${first} (and ${more.length} more lines)` };
}

function showNotice({ channel = 'terminal', message = '', to }: JsonObject): readonly string[] {
  const receivers = list(to).map(text).join(', ');
  return [`${text(channel)}${receivers === '' ? '' : ` to ${receivers}`}: ${text(message)}`];
}

function showNested({ workflow, inputs }: JsonObject): readonly string[] {
  const given = isJsonObject(inputs) ? Object.entries(inputs) : [];
  return [
    `runs ${text(workflow)}`,
    ...(given.length === 0
      ? []
      : [`inputs: ${given.map(([name, value]) => `${name}=${text(value)}`).join(', ')}`]),
  ];
}

function showAction(settings: JsonObject, action: string | null): readonly string[] {
  return [`${action ?? ''} ${JSON.stringify(settings)}`.trim()];
}

function showQuestion({
  query,
  vars,
  url,
  successCondition,
  interval,
  for: holds,
}: JsonObject): readonly string[] {
  const waits = interval !== undefined || holds !== undefined;
  const every = `every ${text(interval ?? '10s')}`;
  return [
    `asks ${url === undefined ? 'Prometheus' : text(url)}: ${text(query)}`,
    ...(vars === undefined ? [] : [`vars: ${JSON.stringify(vars)}`]),
    ...(successCondition === undefined
      ? []
      : [`${waits ? 'waits until' : 'wants'}: ${text(successCondition)}`]),
    ...(waits ? [holds === undefined ? every : `${every}, held for ${text(holds)}`] : []),
  ];
}

/** Names of fields alone: what is written may be secret. */
function showVault(settings: JsonObject, action: string | null): readonly string[] {
  const { path, key, mount = 'transit', lease, version, data } = settings;
  const what = path ?? (key === undefined ? lease : `${text(mount)}/${text(key)}`);
  const which = version === undefined ? '' : ` version ${text(version)}`;
  const fields = isJsonObject(data) ? [`fields: ${Object.keys(data).join(', ')}`] : [];
  return [`vault ${action ?? ''} ${text(what)}${which}`, ...fields];
}

function showContainer(settings: JsonObject): readonly string[] {
  const { image, entrypoint, command, user, network = 'none', volumes, limits } = settings;
  const argv = words([...list(entrypoint), ...list(command)]);
  const held = isJsonObject(limits)
    ? Object.entries(limits).map(([name, most]) => `${name} ${text(most)}`)
    : [];
  const loosened = [
    ...(settings['readOnlyRoot'] === false ? ['its root is writable'] : []),
    ...list(settings['capAdd']).map((capability) => `keeps ${text(capability)}`),
    ...(settings['pull'] === 'missing' ? ['the image is fetched if it is missing'] : []),
  ];
  return [
    `${text(image)}${argv === '' ? '' : ` $ ${argv}`}`,
    ...showEnvironment(settings),
    ...list(volumes).map((volume) => `volume: ${text(volume)}`),
    [`network: ${text(network)}`, ...(user === undefined ? [] : [`user: ${text(user)}`]), ...loosened].join(
      ' · ',
    ),
    ...(held.length === 0 ? [] : [`limits: ${held.join(', ')}`]),
  ];
}

function showEnvironment({ env, files, stdin, cwd }: JsonObject): string[] {
  return [
    ...(isJsonObject(env) ? [`env: ${Object.keys(env).join(', ')}`] : []),
    ...(isJsonObject(files) ? [`files: ${Object.keys(files).join(', ')}`] : []),
    ...(stdin === undefined ? [] : ['stdin: given']),
    ...(cwd === undefined ? [] : [`cwd: ${text(cwd)}`]),
  ];
}

function showConditions({ when, concurrency }: Omit<PlannedStep, 'shows'>): string[] {
  return [
    ...(when === null ? [] : [`when: ${when}`]),
    ...(concurrency === null ? [] : [showConcurrency(concurrency)]),
  ];
}

/** `at most 1 at once of db-main, else queue`. */
function showConcurrency({ key, limit, policy }: Concurrency): string {
  return `at most ${limit} at once of ${key}, else ${policy}`;
}

function showPromises({ timeoutMs, retry, onError }: Omit<PlannedStep, 'shows'>): string[] {
  const promises = [
    ...(timeoutMs === null ? [] : [`timeout ${formatDuration(timeoutMs)}`]),
    ...(retry.attempts === 1 ? [] : [`up to ${retry.attempts} attempts`]),
    ...(onError === 'fail' ? [] : [`on error: ${onError}`]),
  ];
  return promises.length === 0 ? [] : [promises.join(' · ')];
}

export function resolveKnown(value: Json, scope: JsonObject): Json {
  if (Array.isArray(value)) return value.map((item) => resolveKnown(item, scope));
  if (isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolveKnown(item, scope)]));
  try {
    return resolveTemplates(value, scope);
  } catch (error) {
    if (error instanceof ExpressionError) return value;
    throw error;
  }
}

/** argv as a shell would take it, so that words with spaces can be told from words. */
function words(command: Json | undefined): string {
  return list(command)
    .map(text)
    .map((word) => (/^[\w@%+=:,./{}$-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}
