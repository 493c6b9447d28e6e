import fc from 'fast-check';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { Issue, Judged } from '../../../src/model/verdict.ts';
import { junitOf } from '../../../src/render/junit.ts';
import { sarifOf } from '../../../src/render/sarif.ts';

const ISSUE: Issue = {
  rule: 'host-path',
  title: 'Mounts a path of the node',
  severity: 'high',
  step: 'apply',
  object: 'Pod web',
  field: '/spec/volumes/0/hostPath',
  location: { file: 'k8s/my web.yaml', line: 7, col: 3 },
  what: 'The volume "data" is "/var/lib" of the node.',
  why: 'It is shared with everything on it.',
  fix: 'Use a claim.',
  control: 'hostPathVolumes',
  contribution: 30,
};

describe('SARIF', () => {
  test('names each rule once and points each result at it', () => {
    const log = sarif([
      ISSUE,
      { ...ISSUE, field: '/spec/volumes/1/hostPath' },
      { ...ISSUE, rule: 'privileged' },
    ]);
    const [run] = log.runs;

    expect(run?.tool.driver.rules?.map(({ id }) => id)).toEqual(['host-path', 'privileged']);
    expect(run?.results?.map(({ ruleIndex }) => ruleIndex)).toEqual([0, 0, 1]);
    expect(run?.results?.[0]?.locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'k8s/my%20web.yaml' },
      region: { startLine: 7, startColumn: 3 },
    });
  });

  test('tells a finding from its neighbours, and knows it again further down', () => {
    const [here, neighbour] = fingerprints([ISSUE, { ...ISSUE, field: '/spec/volumes/1/hostPath' }]) ?? [];
    const [below] = fingerprints([{ ...ISSUE, location: { ...ISSUE.location, line: 90 } }]) ?? [];

    expect(below).toBe(here);
    expect(neighbour).not.toBe(here);
  });

  test('suppresses only what a granted exception covers', () => {
    const log = sarif([
      { ...ISSUE, exception: 'granted' },
      { ...ISSUE, exception: 'requested' },
    ]);

    expect(log.runs[0]?.results?.map(({ suppressions }) => suppressions?.length ?? 0)).toEqual([1, 0]);
  });
});

describe('JUnit', () => {
  test('fails for what makes a package more than safe, and skips what is excepted', () => {
    const xml = junitOf([
      judged([ISSUE, { ...ISSUE, severity: 'low' }, { ...ISSUE, exception: 'granted' }]),
      { file: 'good.yaml', score: 0, class: 'safe', issues: [] },
    ]);

    expect(xml).toContain('<testsuite name="web.yaml" tests="3" failures="1" skipped="1" errors="0">');
    expect(xml).toContain('<testsuite name="good.yaml" tests="1" failures="0" skipped="0" errors="0">');
    expect(xml).toContain(
      '<failure message="The volume &quot;data&quot; is &quot;/var/lib&quot; of the node."',
    );
  });

  test('keeps every text out of its markup, and every character that XML cannot hold out of both', () => {
    const text = fc.string({ unit: 'binary' });
    const usual = tags(junitOf([judged([ISSUE])]));

    fc.assert(
      fc.property(text, text, text, (what, why, step) => {
        const xml = junitOf([judged([{ ...ISSUE, what, why, step }])]);
        expect(tags(xml)).toEqual(usual);
        expect(xml.replaceAll(/&(?:amp|lt|gt|quot|apos|#10);/g, '')).not.toContain('&');
        expect(xml).not.toMatch(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u);
      }),
    );
  });
});

function sarif(issues: readonly Issue[]): Log {
  return JSON.parse(sarifOf([judged(issues)]));
}

function judged(issues: readonly Issue[]): Judged {
  return { file: 'web.yaml', score: 30, class: 'caution', issues };
}

function fingerprints(issues: readonly Issue[]): unknown[] | undefined {
  return sarif(issues).runs[0]?.results?.map((result) => result.partialFingerprints?.['atomctlIssue/v1']);
}

function tags(xml: string): string[] | undefined {
  return xml.match(/<[^>]*>/g)?.map((tag) => tag.replaceAll(/"[^"]*"/g, '""'));
}
