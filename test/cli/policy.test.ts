import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Author, author, GREET } from '../support/author.ts';
import { policyText } from '../support/policy.ts';
import { type Workbench, workbench } from '../support/workbench.ts';

const FIXTURES = path.resolve(import.meta.dirname, '../fixtures/policy');
const ACME = path.join(FIXTURES, 'own/acme.yaml');
const WEB = path.join(FIXTURES, 'host-path.passes.wpk.yaml');

const ALIAS_BOMB = Array.from({ length: 9 }, (_, i) =>
  i === 0 ? 'a0: &a0 [1]' : `a${i}: &a${i} [${Array.from({ length: 10 }, () => `*a${i - 1}`).join(', ')}]`,
).join('\n');

describe('policy test', () => {
  const { atomctl, in: inside } = workbench();
  const edited = (name: string, right: string, wrong: string): string => {
    writeFileSync(inside(name), readFileSync(ACME, 'utf8').replace(right, wrong));
    return name;
  };

  test('passes where every example is judged as it says', async () => {
    const result = await atomctl(['policy', 'test', ACME, '--json']);

    expect(result.exitCode).toBe(0);
    expect(result.json()).toMatchObject({
      passed: 7,
      failed: 0,
      items: [{ id: 'acme', valid: true, untested: [] }],
    });
  });

  test('exits 1 where one is not, and says which, where and why', async () => {
    const file = edited('fails.yaml', 'finds: The container web takes nginx:1.27.', 'finds: false');
    const { exitCode, stdout } = await atomctl(['policy', 'test', file]);

    expect(exitCode).toBe(1);
    expect(stdout).toContain('FAIL  acme-registry: an image of Docker Hub');
    expect(stdout).toContain('fails.yaml:15:9: it finds something: The container web takes nginx:1.27.');
    expect(stdout).toContain('6 tests passed, 1 failed');
  });

  test('exits 3 where a file is invalid, and says what was meant', async () => {
    const file = edited('invalid.yaml', '!container.image', '!contaner.image');
    const { exitCode, stdout } = await atomctl(['policy', 'test', ACME, file]);

    expect(exitCode).toBe(3);
    expect(stdout).toContain('invalid.yaml:9:13: There is no variable "contaner" in this scope');
    expect(stdout).toContain('did you mean container?');
    expect(stdout).toContain('(ATOM_POLICY_INVALID); 7 tests passed, 0 failed');
  });

  test('prints JUnit XML for CI servers, with the same exit code', async () => {
    const failing = edited('fails.yaml', 'finds: The container web takes nginx:1.27.', 'finds: false');
    const invalid = edited('invalid.yaml', '!container.image', '!contaner.image');
    writeFileSync(inside('bare.yaml'), policyText([{ when: 'true' }]));
    const [failed, wrong, bare, both] = await Promise.all([
      atomctl(['policy', 'test', failing, '--format', 'junit']),
      atomctl(['policy', 'test', invalid, '--format', 'junit']),
      atomctl(['policy', 'test', 'bare.yaml', '--format', 'junit']),
      atomctl(['policy', 'test', 'bare.yaml', '--format', 'junit', '--json']),
    ]);

    expect([failed.exitCode, wrong.exitCode, bare.exitCode, both.exitCode]).toEqual([1, 3, 0, 2]);
    expect(failed.stdout).toMatch(/^<\?xml version="1\.0"/);
    expect(failed.stdout).toContain('name="fails.yaml" tests="7" failures="1" skipped="0" errors="0"');
    expect(failed.stdout).toContain(
      '<failure message="it finds something: The container web takes nginx:1.27." type="acme-registry">fails.yaml:15:9: ',
    );
    expect(wrong.stdout).toContain('name="invalid.yaml" tests="1" failures="0" skipped="0" errors="1"');
    expect(wrong.stdout).toContain('type="unknown-variable">invalid.yaml:9:13: There is no variable');
    expect(bare.stdout).toContain('<skipped message="the rule has no test"/>');
  });

  test('says which rules have no test, and which files have one rule twice', async () => {
    writeFileSync(inside('bare.yaml'), policyText([{ when: 'true' }]));
    writeFileSync(inside('again.yaml'), policyText([{ when: 'true' }]));
    const [bare, twice] = await Promise.all([
      atomctl(['policy', 'test', 'bare.yaml', '--json']),
      atomctl(['policy', 'test', 'bare.yaml', 'again.yaml', '--json']),
    ]);

    expect(bare.json().items[0].untested).toEqual(['acme-0']);
    expect(twice.exitCode).toBe(3);
    expect(twice.json().items[1].problems).toMatchObject([{ kind: 'duplicate-id' }]);
  });

  test.for([
    ['is not there', 'nowhere.yaml', 'ATOM_FILE_UNREADABLE', 'no such file'],
    ['has no policy in it', 'empty', 'ATOM_POLICY_INVALID', 'no policy file'],
    ['has a link that leads out', 'linked', 'ATOM_POLICY_INVALID', 'is a link that leaves the folder'],
    ['has too many files', 'many', 'ATOM_POLICY_INVALID', 'more than 1000 files'],
  ] as const)('refuses a path that %s', async ([, name, code, words]) => {
    mkdirSync(inside('empty/.git'), { recursive: true });
    writeFileSync(inside('empty/README.md'), '# Ours\n');
    writeFileSync(inside('empty/.git/config.yaml'), 'a: 1\n');
    mkdirSync(inside('linked'), { recursive: true });
    if (name === 'linked') symlinkSync('/etc/hostname', inside('linked/a.yaml'));
    mkdirSync(inside('many'), { recursive: true });
    if (name === 'many') for (let i = 0; i < 1001; i += 1) writeFileSync(inside(`many/${i}.yaml`), '');
    const result = await atomctl(['policy', 'test', name, '--json']);

    expect(result.exitCode).toBe(3);
    expect(result.json().error).toMatchObject({ code, message: expect.stringContaining(words) });
  });

  test.each([
    ['no YAML', '{'],
    ['no policy', 'apiVersion: v1\nkind: Pod\n'],
    ['no text', '\u0000\u0001'],
    ['nothing', ''],
    ['too deep', '['.repeat(10_000)],
    ['an alias bomb', ALIAS_BOMB],
  ])('says what is wrong with a file that has %s in it', async (_, text) => {
    writeFileSync(inside('bad.yaml'), text);
    const result = await atomctl(['policy', 'test', 'bad.yaml', '--json']);

    expect(result.exitCode).toBe(3);
    expect(result.json().items[0].problems[0]).toMatchObject({ location: { file: 'bad.yaml' } });
  });

  test('reads 10,000 rules in seconds, and no more', async () => {
    const rules = Array.from({ length: 9_999 }, (_, i) => ({
      id: `acme-${i}`,
      when: `object.kind == "Kind${i}"`,
    }));
    mkdirSync(inside('most'), { recursive: true });
    writeFileSync(inside('most/a.yaml'), policyText(rules).replaceAll(/\n\s+/g, ' '));
    writeFileSync(inside('most/b.yaml'), policyText([{ id: 'one', when: 'true' }]));
    const judged = await atomctl(['dry-run', WEB, '--policy', 'most', '--json'], { timeout: 60_000 });
    writeFileSync(inside('most/c.yaml'), policyText([{ id: 'two', when: 'true' }]));
    const refused = await atomctl(['dry-run', WEB, '--policy', 'most', '--json'], { timeout: 60_000 });

    expect(judged.json().issues).toMatchObject([{ rule: 'one' }]);
    expect(refused.json()).toMatchObject({
      error: { code: 'ATOM_POLICY_INVALID', message: expect.stringContaining('10001 rules') },
    });
  });
});

describe('a policy', () => {
  let bench: Workbench;
  beforeEach(() => {
    bench = workbench();
    cpSync(ACME, bench.in('policies/acme.yaml'));
  });
  const rulesOf = async (args: readonly string[], env: Record<string, string> = {}) =>
    (await bench.atomctl(['dry-run', WEB, ...args, '--json'], { env }))
      .json()
      .issues.map(({ rule }: { rule: string }) => rule);

  test('judges where a flag, a variable or the settings name it', async () => {
    const ours = ['acme-registry', 'acme-owner'];
    mkdirSync(bench.home, { recursive: true });

    expect(await rulesOf([])).toEqual([]);
    expect(await rulesOf(['--policy', 'policies'])).toEqual(ours);
    expect(await rulesOf([], { ATOMCTL_POLICY: 'policies/acme.yaml' })).toEqual(ours);
    writeFileSync(path.join(bench.home, 'config.yaml'), 'policyRules: ../policies\n');
    expect(await rulesOf([])).toEqual(ours);
    const inspected = await bench.atomctl(['inspect', WEB, '--json']);
    expect(inspected.json().risk).toMatchObject({ class: 'caution' });
  });

  test('is part of the digest that a record is bound to', async () => {
    const digests = [];
    for (const args of [[], ['--policy', 'policies'], ['--policy', 'policies/acme.yaml']])
      digests.push((await bench.atomctl(['dry-run', WEB, ...args, '--json'])).json().policyDigest);
    const listed = (await bench.atomctl(['policy', 'list', '--policy', 'policies', '--json'])).json();
    const log = (await bench.atomctl(['audit', 'log', '--json'])).json();

    expect(digests[0]).not.toBe(digests[1]);
    expect(digests[2]).toBe(digests[1]);
    expect(listed.policyDigest).toBe(digests[1]);
    expect(log.items[0].details.policyDigest).toBe(digests[1]);
  });

  test('judges files that lie alone, too, and is in reports; but is no level of Kubernetes', async () => {
    const security = 'allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}';
    const pod = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers: [{name: web, image: "nginx:1.27", securityContext: {${security}}}]
  securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
`;
    writeFileSync(bench.in('pod.yaml'), pod);
    const check = async (...args: string[]) =>
      (await bench.atomctl(['policy', 'check', 'pod.yaml', '--policy', 'policies', ...args])).stdout;
    const found = JSON.parse(await check('--json')).items[0].issues;
    const sarif = JSON.parse(await check('--format', 'sarif')).runs[0];

    expect(found).toMatchObject([
      { rule: 'acme-registry', what: 'The container web takes nginx:1.27.', line: 5 },
    ]);
    expect(sarif.results).toMatchObject([{ ruleId: 'acme-registry' }]);
    expect(sarif.tool.driver.rules).toMatchObject([{ id: 'acme-registry' }]);
    expect(await check('--level', 'baseline', '--json')).not.toContain('acme-registry');
  });

  test('is listed beside the built-in rules, with what it excepts', async () => {
    const { stdout } = await bench.atomctl(['policy', 'list', '--policy', 'policies']);

    expect(stdout).toMatch(/^host-path +high +built-in/m);
    expect(stdout).toMatch(/^acme-owner +low +policies\/acme.yaml +Belongs to no team/m);
    expect(stdout).toMatch(/^acme +nobody +policies\/acme.yaml/m);
    expect(stdout).toMatch(/^host-path +backup-\* +copy +2999-12-31/m);
  });

  test.each([
    ['is not there', 'nowhere', 'ATOM_FILE_UNREADABLE'],
    ['is wrong', 'wrong.yaml', 'ATOM_POLICY_INVALID'],
  ])('that %s stops the judge: nothing is judged by half a policy', async (_, name, code) => {
    writeFileSync(bench.in('wrong.yaml'), policyText([{ when: 'objec.kind' }]));
    const results = await Promise.all([
      bench.atomctl(['dry-run', WEB, '--policy', 'policies', '--policy', name, '--json']),
      bench.atomctl(['dry-run', WEB, '--json'], {
        env: { ATOMCTL_POLICY: `policies${path.delimiter}${name}` },
      }),
    ]);

    for (const result of results) {
      expect(result.exitCode).toBe(3);
      expect(result.json()).toMatchObject({ error: { code } });
    }
  });

  test('tells a person who grants an exception, and that one has expired', async () => {
    const exceptions = [
      {
        rule: 'host-path',
        package: 'example',
        reason: 'The disks are the point.',
        owner: 'sre',
        expires: '2999-12-31',
      },
      { rule: 'privileged', package: 'example', reason: 'Long ago.', owner: 'sre', expires: '2020-01-01' },
    ];
    writeFileSync(bench.in('except.yaml'), policyText([], exceptions));
    const judge = (name: string) =>
      bench.atomctl(['dry-run', path.join(FIXTURES, name), '--policy', 'except.yaml']);
    const [granted, expired] = await Promise.all([
      judge('host-path.fails.wpk.yaml'),
      judge('privileged.fails.wpk.yaml'),
    ]);

    expect(granted.exitCode).toBe(0);
    expect(granted.stdout).toContain('+0, exception granted)');
    expect(granted.stdout).toContain(
      'exception  by policy acme, until 2999-12-31: The disks are the point. (sre)',
    );
    expect(expired.exitCode).toBe(20);
    expect(expired.stdout).toContain('exception expired)');
    expect(expired.stdout).toContain('by policy acme, expired after 2020-01-01: Long ago. (sre)');
  });
});

describe('what was planned', () => {
  let ada: Author;
  beforeEach(async () => {
    ada = await author();
    await ada.push('greet', GREET);
  });
  const json = async (args: readonly string[], policy?: string) =>
    (
      await ada.atomctl([...args, '--json'], policy === undefined ? {} : { env: { ATOMCTL_POLICY: policy } })
    ).json();

  test('is refused where a policy that was given says so', async () => {
    writeFileSync(path.join(ada.folder, 'bad.yaml'), greeting('critical'));
    const flags = ['--policy', 'bad.yaml'];

    expect(await json(['plan', 'greet', ...flags])).toMatchObject({ error: { code: 'ATOM_POLICY_REFUSED' } });
    expect(await json(['run', 'greet', ...flags, '--approve', '--reason', 'x'])).toMatchObject({
      error: { code: 'ATOM_POLICY_REFUSED' },
    });
  });

  test('is stale where the policy of the day judges it worse, and runs where it does not', async () => {
    for (const severity of ['low', 'medium', 'critical'])
      writeFileSync(path.join(ada.folder, `${severity}.yaml`), greeting(severity));
    const { id } = await json(['plan', 'greet']);
    await json(['approve', id, '--reason', 'CHG-1']);

    expect(await json(['run', '--plan', id], 'medium.yaml')).toMatchObject({
      error: { code: 'ATOM_APPROVAL_STALE', message: expect.stringContaining('the policy has changed') },
    });
    expect(await json(['run', '--plan', id], 'critical.yaml')).toMatchObject({
      error: { code: 'ATOM_POLICY_REFUSED' },
    });
    expect(await json(['run', '--plan', id], 'nowhere.yaml')).toMatchObject({
      error: { code: 'ATOM_FILE_UNREADABLE' },
    });
    expect(await json(['run', '--plan', id], 'low.yaml')).toMatchObject({ result: 'succeeded' });
  });
});

function greeting(severity: string): string {
  return policyText([{ scope: 'step', severity, when: 'step.name == "greet"', message: 'It greets.' }]);
}
