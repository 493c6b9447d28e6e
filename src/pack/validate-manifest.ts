import { byPlace } from '../base/document/read.ts';
import type { Json } from '../base/json.ts';
import type { Manifest } from '../model/generated/manifest.ts';
import type { Problem } from '../model/problem.ts';
import { graphFindings } from './check-graph.ts';
import { inputsFindings, schemaFindings } from './check-inputs.ts';
import { stepFindings } from './check-steps.ts';
import { valueFindings } from './check-values.ts';
import { expressionSites } from './expression-sites.ts';
import type { Finding } from '../base/document/finding.ts';
import { workflowFindings } from './check-workflow.ts';
import { mapping, type Outline, outlineOf } from './outline.ts';
import { type ManifestReading, readDocument } from './read-manifest.ts';

/**
 * Reads a manifest and checks everything about it that the text alone can tell: YAML, schema, and what
 * its parts say of each other. All problems in one pass. Never throws, whatever the text.
 */
export async function validateManifest(file: string, text: string): Promise<ManifestReading> {
  const { reading, value, locate } = readDocument(file, text);
  if (value === undefined || isForeign(reading.problems)) return reading;
  const taken = new Set(reading.problems.map(({ pointer }) => pointer));
  const found = (await crossFindings(value)).filter(({ pointer }) => !taken.has(pointer)).map(locate);
  const problems = [...reading.problems, ...found].toSorted(byPlace);
  return { ...reading, manifest: problems.length === 0 ? reading.manifest : undefined, problems };
}

/** Whether a manifest that was read keeps what the schema cannot say; `validateManifest` tells what it does not. */
export async function isConsistent(manifest: Manifest): Promise<boolean> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a manifest was JSON before it was found to hold the schema.
  return (await crossFindings(manifest as unknown as Json)).length === 0;
}

/** What is no package of this version is not looked into. */
function isForeign(problems: readonly Problem[]): boolean {
  return problems.some(({ kind }) => kind === 'unknown-version' || kind === 'unknown-kind');
}

async function crossFindings(value: Json): Promise<Finding[]> {
  const outline = outlineOf(value);
  return [
    ...graphFindings(outline),
    ...stepFindings(outline),
    ...workflowFindings(outline, value),
    ...valueFindings(outline),
    ...inputsFindings(outline),
    ...outputsFindings(outline),
    ...(await lazyFindings(outline)),
  ];
}

function outputsFindings({ steps }: Outline): Finding[] {
  return steps.flatMap(({ body, pointer }) =>
    Object.entries(mapping(body['outputs'])).flatMap(([name, schema]) => {
      const { sensitive: _, ...rest } = mapping(schema);
      return schemaFindings(rest, `${pointer}/outputs/${name}`);
    }),
  );
}

/** CEL, cron and SemVer are loaded where there is something for them to check. */
async function lazyFindings(outline: Outline): Promise<Finding[]> {
  const { sites, findings } = expressionSites(outline);
  const requirements = mapping(mapping(outline.spec['runtime'])['requirements']);
  return [
    ...findings,
    ...(sites.length > 0 ? (await import('./check-expressions.ts')).expressionFindings(sites, outline) : []),
    ...(outline.triggers.some(({ body }) => body['type'] === 'schedule')
      ? (await import('./check-schedule.ts')).scheduleFindings(outline)
      : []),
    ...(requirements['kubernetes'] !== undefined || requirements['workflows'] !== undefined
      ? (await import('./check-versions.ts')).versionFindings(outline)
      : []),
  ];
}
