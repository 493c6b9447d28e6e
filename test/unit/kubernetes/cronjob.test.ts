import { describe, expect, it } from 'vitest';
import {
  activeJobsOf,
  activeWith,
  concurrencyPolicyOf,
  cronJobNamed,
  jobOfCronJob,
} from '../../../src/kubernetes/cronjob.ts';
import { jobObject, plannedJobName } from '../../../src/kubernetes/job-object.ts';

const CRON_JOB = {
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { name: 'report', namespace: 'shop', uid: 'c-1' },
  spec: {
    jobTemplate: {
      metadata: { labels: { app: 'report' }, annotations: { team: 'night' } },
      spec: { backoffLimit: 2, template: { spec: { restartPolicy: 'Never' } } },
    },
  },
};

describe('a CronJob', () => {
  it('makes the Job that kubectl create job --from makes', () => {
    expect(jobOfCronJob(CRON_JOB)).toEqual({
      metadata: {
        labels: { app: 'report' },
        annotations: { 'cronjob.kubernetes.io/instantiate': 'manual', team: 'night' },
        ownerReferences: [
          { apiVersion: 'batch/v1', kind: 'CronJob', name: 'report', uid: 'c-1', controller: true },
        ],
      },
      spec: CRON_JOB.spec.jobTemplate.spec,
    });
  });

  it('leaves its Job what the template says, and nothing that is usual for others', () => {
    const effect = { idempotencyKey: 'run_1/requeue', namespace: 'shop', cronJob: CRON_JOB };
    const job = jobObject({ from: 'cronjob/report' }, effect);

    expect(job['spec']).toEqual(CRON_JOB.spec.jobTemplate.spec);
    expect(job['metadata']).toMatchObject({
      name: expect.stringMatching(/^report-[0-9a-f]{10}$/),
      annotations: { 'atomctl.io/effect': 'run_1/requeue', team: 'night' },
    });
    expect(plannedJobName({ from: 'cronjob/report' })).toBe('report-RUN');
  });

  it('lets its Jobs run side by side where it says nothing of that', () => {
    expect(concurrencyPolicyOf(CRON_JOB)).toBe('Allow');
    expect(concurrencyPolicyOf({ ...CRON_JOB, spec: { concurrencyPolicy: 'Replace' } })).toBe('Replace');
  });

  it('counts one Job more as running, beside those that it counts already', () => {
    const busy = { ...CRON_JOB, status: { active: [{ kind: 'Job', name: 'report-1', uid: 'j-1' }] } };
    const job = { metadata: { name: 'report-2', namespace: 'shop', uid: 'j-2', resourceVersion: '7' } };
    const after = { ...busy, status: { active: [...activeWith(busy, job)] } };

    expect(activeJobsOf(CRON_JOB)).toEqual([]);
    expect(activeJobsOf(after)).toEqual([
      { name: 'report-1', uid: 'j-1' },
      { name: 'report-2', uid: 'j-2' },
    ]);
    expect(after.status.active[1]).toEqual({
      apiVersion: 'batch/v1',
      kind: 'Job',
      name: 'report-2',
      namespace: 'shop',
      uid: 'j-2',
      resourceVersion: '7',
    });
  });

  it('is named behind the first slash', () => {
    expect(cronJobNamed('cronjob/report')).toBe('report');
  });
});
