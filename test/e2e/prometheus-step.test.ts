import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prometheusExecutor } from '../../src/adapters/executor/prometheus/prometheus.ts';
import type { JsonObject } from '../../src/base/json.ts';
import { author } from '../support/author.ts';
import { part } from '../support/parts.ts';
import { startPrometheus, type TestPrometheus } from '../support/prometheus.ts';
import { plannedStep, stepContext } from '../support/step-context.ts';

const program = part('prometheus');
const HOSTILE = `a"} or vector(1) # \\ ' \` .* é\n{{`;

describe.skipIf(program === undefined)('a real Prometheus (npm run parts prometheus)', () => {
  let prometheus: TestPrometheus;

  beforeAll(async () => {
    prometheus = await startPrometheus(program ?? '');
    await prometheus.expose(
      [
        'errors_ratio{app="api"} 1',
        'errors_ratio{app="web"} 0.25',
        'errors_ratio{app="w.b"} 0.75',
        'broken NaN',
        'endless +Inf',
        `odd{name="${HOSTILE.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"} 7`,
        ...Array.from({ length: 150 }, (_, index) => `many{n="${index}"} ${index}`),
      ],
      'many{n="149"}',
    );
  });
  afterAll(async () => prometheus?.[Symbol.asyncDispose]());

  const ask = async (settings: JsonObject, changes = {}) => {
    const context = stepContext(changes);
    const executor = prometheusExecutor(prometheus.url, () => new Date());
    return {
      outcome: await executor.execute(plannedStep('prometheus', settings), settings, context),
      context,
    };
  };

  test('gives the value and the series of an instant query', async () => {
    const { outcome } = await ask({
      query: 'errors_ratio{app="web"}',
      successCondition: 'value * 100.0 == 25.0',
    });

    expect(outcome).toEqual({
      kind: 'done',
      outputs: {
        value: 0.25,
        series: [
          {
            labels: { __name__: 'errors_ratio', app: 'web', job: 'test', instance: expect.any(String) },
            value: 0.25,
          },
        ],
        seconds: 0,
      },
    });
  });

  test.each([
    ['value < 1', 'errors_ratio{app="web"}'],
    ['value >= 1 && value * 2.0 == 2.0', 'errors_ratio{app="api"}'],
    ['size(series) == 3 && values.all(v, v <= 1)', 'errors_ratio'],
    ['series.exists(s, s.labels.app == "web" && s.value < 0.5)', 'errors_ratio'],
    ['value < vars.limit', 'errors_ratio{app="web"}'],
    ['value == 3', '3'],
  ])('%s holds of %s', async (successCondition, query) => {
    expect((await ask({ query, successCondition, vars: { limit: 0.3 } })).outcome).toMatchObject({
      kind: 'done',
    });
  });

  test.each([
    ['value < 0.1', 'errors_ratio{app="web"}', /^value < 0.1 does not hold: value 0.25$/],
    [
      'values.all(v, v < 0.5)',
      'errors_ratio',
      /does not hold: errors_ratio\{app="api", .*\} 1; errors_ratio\{app="w\.b"/,
    ],
    ['value < 1', 'errors_ratio', /"value" stands for the only series, and the query gives 3/],
    ['value < 1', 'nothing_there', /^value < 1 does not hold: no data: the query gives no series$/],
    ['value < 1', 'broken', /no data in 1 of 1 series/],
    ['!(value > 1)', 'broken', /no data in 1 of 1 series/],
    ['value < 1', 'endless', /^value < 1 does not hold: value \+Inf$/],
    ['value + "x" == "y"', 'errors_ratio{app="api"}', /No such overload/],
    ['value < 1', 'many', /the query gives 150 series, more than maxSeries \(100\): aggregate it/],
    ['value < 1', 'rate(', /Prometheus refused the query: .*1:6: parse error/],
    ['value < 1', 'errors_ratio[5m]', /stands for the only series/],
    ['value < 1', '"text"', /gives a text, not numbers/],
  ])('%s of %s fails and says what was seen', async (successCondition, query, message) => {
    expect((await ask({ query, successCondition })).outcome).toMatchObject({
      kind: 'failed',
      error: { message: expect.stringMatching(message) },
    });
  });

  test('takes no data for good where the author says so, NaN too', async () => {
    const settings = { successCondition: 'value < 0.1', onNoData: 'pass' };

    expect((await ask({ ...settings, query: 'nothing_there' })).outcome).toMatchObject({ kind: 'done' });
    expect((await ask({ ...settings, query: 'broken' })).outcome).toMatchObject({
      kind: 'done',
      outputs: { value: null },
    });
    expect((await ask({ ...settings, query: 'errors_ratio{app="api"}' })).outcome).toMatchObject({
      kind: 'failed',
    });
  });

  test('a value in a query is the value, whatever it says', async () => {
    const vars = { name: HOSTILE, apps: ['w.b', 'none'], window: '1m', limit: -1 };
    const exact = await ask({ query: 'odd{name=$name}', vars });
    const pattern = await ask({ query: 'odd{name=~$name}', vars });
    const dotted = await ask({
      query: 'count(last_over_time(errors_ratio{app=~$apps}[$window]) > $limit)',
      vars,
    });

    expect(exact.outcome).toMatchObject({ kind: 'done', outputs: { value: 7 } });
    expect(pattern.outcome).toMatchObject({ kind: 'done', outputs: { value: 7 } });
    expect(dotted.outcome).toMatchObject({ kind: 'done', outputs: { value: 1 } });
  });

  test.each([
    [{ query: 'odd{name="$name"}', vars: { name: 'x' } }, /write \$name without quotes/],
    [{ query: 'odd[$window]', vars: { window: '5m] or up' } }, /\$window stands for a duration/],
    [{ query: 'odd{name=$name}', vars: { name: ['a', 'b'] } }, /a list, which only =~ and !~ take/],
    [{ query: 'odd{name=~$name}', vars: { name: [] } }, /an empty list/],
    [{ query: 'odd{name=$other}', vars: { name: 'x' } }, /\$other has no value/],
    [{ query: 'up', url: 'http://127.0.0.1:1' }, /127.0.0.1:1 is not declared in validation.network.egress/],
  ])('%j is refused before anything is asked', async (settings, message) => {
    expect((await ask(settings)).outcome).toMatchObject({
      kind: 'failed',
      error: { kind: 'refused', message: expect.stringMatching(message) },
    });
  });

  test('a range gives the spread of each series, and one that ended has no data', async () => {
    await prometheus.expose(['steady 5', 'leaving 1'], 'leaving');
    await prometheus.expose(['steady 5', 'errors_ratio{app="api"} 1'], 'absent(leaving)');
    const range = { duration: '20s', step: '1s' };
    const steady = await ask({ query: 'steady', range, successCondition: 'values.all(v, v == 5)' });
    const leaving = await ask({ query: 'leaving', range, successCondition: 'value == 1' });

    expect(steady.outcome).toMatchObject({
      kind: 'done',
      outputs: { value: 5, series: [{ min: 5, max: 5, avg: 5, count: expect.any(Number) }] },
    });
    expect(leaving.outcome).toMatchObject({
      kind: 'failed',
      error: { message: expect.stringMatching(/no data in 1 of 1/) },
    });
  });

  test('waits until the condition has held for as long as it must, and begins anew where it broke', async () => {
    await prometheus.expose(['depth 9'], 'depth');
    const waiting = ask({ query: 'depth', successCondition: 'value < 5', interval: '100ms', for: '3s' });
    await prometheus.expose(['depth 1'], 'depth < 5');
    await prometheus.expose(['depth 8'], 'depth > 5');
    await prometheus.expose(['depth 2'], 'depth < 5');
    const mended = performance.now();
    const { outcome, context } = await waiting;

    expect(outcome).toMatchObject({ kind: 'done', outputs: { value: 2 } });
    expect(performance.now() - mended).toBeGreaterThan(2500);
    expect(context.logged()).toMatch(/value 9\n.*value 1\n.*value 8\n.*value 2\n/);
  });

  test('waiting ends with failureCondition, and with the timeout, saying what it saw last', async () => {
    await prometheus.expose(['depth 9'], 'depth == 9');
    const settings = { query: 'depth', successCondition: 'value < 5', interval: '200ms' };
    const failed = await ask({ ...settings, failureCondition: 'value > 8' });
    const controller = new AbortController();
    setTimeout(() => controller.abort('timeout'), 700);
    const late = await ask(settings, { signal: controller.signal });

    expect(failed.outcome).toMatchObject({
      error: { kind: 'failed', message: 'value 9; failureCondition holds: value > 8' },
    });
    expect(late.outcome).toMatchObject({
      error: { kind: 'timeout', message: 'took longer than its timeout: last seen value 9' },
      outputs: { value: 9 },
    });
  });

  test('a server that goes away in the middle fails the step once it was asked for too often', async () => {
    const own = await startPrometheus(program ?? '');
    await own.expose(['depth 9'], 'depth');
    const context = stepContext({ egress: [new URL(own.url).host] });
    const settings = {
      url: own.url,
      query: 'depth',
      successCondition: 'value < 5',
      interval: '100ms',
      consecutiveErrorLimit: 2,
    };
    const executor = prometheusExecutor(null, () => new Date());
    const running = executor.execute(plannedStep('prometheus', settings), settings, context);
    await expect.poll(() => context.logged()).toContain('value 9');
    await own[Symbol.asyncDispose]();

    expect(await running).toMatchObject({
      kind: 'failed',
      error: {
        kind: 'unavailable',
        message: expect.stringMatching(/ECONNREFUSED.*\(3 times in a row\)|\(3 times in a row\)/),
      },
      outputs: { value: 9 },
    });
  });

  test('a run waits for it with values of its inputs, and shows what it saw', async () => {
    await prometheus.expose(['depth{app="api"} 3'], 'depth{app="api"}');
    const ada = await author();
    await ada.push('watch', WATCH);
    const args = ['run', 'watch', '--approve', '--reason', 'a test', '--json', '-i', 'app=api'];
    const result = await ada.atomctl(args, { env: { PROM_URL: prometheus.url } });
    const denied = await ada.atomctl([...args.slice(0, -1), 'app=other'], {
      env: { PROM_URL: prometheus.url },
    });

    expect(result.json()).toMatchObject({
      result: 'succeeded',
      outputs: { watch: { value: 3 } },
    });
    expect(denied.json().error.message).toContain('no data');
  });
});

const WATCH = `
  runtime: {type: shell}
  inputs: {type: object, required: [app], properties: {app: {type: string}}}
  validation: {limits: {timeout: 1m}}
  handlers:
    - name: watch
      type: prometheus
      with:
        query: depth{app=$app}
        vars: {app: "\${{ inputs.app }}"}
        successCondition: value < 5
`;
