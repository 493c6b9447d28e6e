import { describe, expect, test } from 'vitest';
import { author, GREET } from '../support/author.ts';
import { part } from '../support/parts.ts';
import { startServer } from '../support/server.ts';

const program = part('pushgateway');

describe.skipIf(program === undefined)(`a real Pushgateway (npm run parts pushgateway)`, () => {
  test('is sent the counters of all runs, and is told new totals by the next run', async () => {
    await using gateway = await startServer(program ?? '', {
      args: (port) => [`--web.listen-address=127.0.0.1:${port}`],
      ready: '/-/ready',
    });
    const ada = await author();
    const first = await ada.run('greet', GREET, ['--pushgateway', gateway.url]);
    const second = await ada.atomctl(['run', 'greet', '--approve', '--reason', 'again'], {
      env: { ATOMCTL_PUSHGATEWAY: gateway.url },
    });
    const metrics = await (await fetch(`${gateway.url}/metrics`)).text();

    expect([first.exitCode, second.exitCode]).toEqual([0, 0]);
    expect(metrics).toMatch(
      /workflow_runs_total\{instance="",job="atomctl",playbook="greet",result="succeeded",tenant="local"\} 2/,
    );
    expect(metrics).toMatch(/workflow_success_total\{.*playbook="greet".*\} 2/);
  });
});
