// node chain.ts PLAN FOLDER: carries the run of an approved plan, and says how long that took and how much memory.
import { approvedPlan } from '../../src/plan/grant.ts';
import { runApproved } from '../../src/services/run/run-approved.ts';
import { openBench } from '../../test/support/runs.ts';
import { manifestWith, wpkOf } from '../../test/support/wpk.ts';
import type { Measured } from './runs.ts';

const [, , plan = '', folder = '.'] = process.argv;
await using bench = await openBench(folder);
const record = await bench.store.plans.find({ tenant: 'local', ref: plan });
if (record === undefined) throw new Error(`there is no plan ${plan}`);
const approved = approvedPlan(record.plan, record.approval, new Date());
// Its manifest was read when it was planned; what a run takes of a package are its digest and its files.
const wpk = { ...wpkOf(manifestWith('- {name: any}')), digest: record.plan.package.digest };
const request = { approved, wpk, requester: 'bench', tenant: 'local', cosignSig: null };

const started = performance.now();
const { carried } = await runApproved(bench.deps, request);
const ms = performance.now() - started;
if (carried.kind !== 'ended' || carried.result !== 'succeeded') throw new Error('the run did not succeed');
const measured: Measured = { ms, maxRssKib: process.resourceUsage().maxRSS };
process.stdout.write(JSON.stringify(measured));
