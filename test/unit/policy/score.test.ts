import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Counted, classOf, scoreOf } from '../../../src/policy/score.ts';

const counted: fc.Arbitrary<Counted> = fc.record({
  rule: fc.constantFrom('a', 'b', 'c', 'd'),
  severity: fc.constantFrom('info', 'low', 'medium', 'high', 'critical'),
  granted: fc.boolean(),
});

describe('the score', () => {
  test('is 0 for nothing', () => {
    expect(scoreOf([])).toEqual({ score: 0, contributions: [] });
  });

  test.for([
    [['low', 'low', 'low', 'low', 'low', 'low', 'low'], 'safe'],
    [['medium'], 'caution'],
    [['medium', 'medium', 'medium', 'medium', 'low', 'low', 'low', 'low', 'low'], 'caution'],
    [['high'], 'caution'],
    [['high', 'high'], 'unsafe'],
    [['critical'], 'unsafe'],
  ] as const)('of %j from different rules is %s', ([severities, expected]) => {
    const issues = severities.map((severity, index) => ({ rule: `r${index}`, severity, granted: false }));

    expect(classOf(scoreOf(issues).score)).toBe(expected);
  });

  test('of one high rule stays below unsafe, however often it is broken', () => {
    const issues = Array.from({ length: 1000 }, () => ({
      rule: 'a',
      severity: 'high' as const,
      granted: false,
    }));

    expect(scoreOf(issues).score).toBe(59);
  });

  test('never falls when an issue is added, wherever', () => {
    fc.assert(
      fc.property(fc.array(counted), counted, fc.nat(), (issues, one, at) => {
        const more = issues.toSpliced(at % (issues.length + 1), 0, one);
        expect(scoreOf(more).score).toBeGreaterThanOrEqual(scoreOf(issues).score);
      }),
    );
  });

  test('lies between 0 and 100 and is what the contributions add up to, but for rounding', () => {
    fc.assert(
      fc.property(fc.array(counted), (issues) => {
        const { score, contributions } = scoreOf(issues);
        const sum = contributions.reduce((total, points) => total + points, 0);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        expect(Math.abs(sum - score)).toBeLessThanOrEqual(1 + issues.length * 0.05);
      }),
    );
  });

  test('of a critical issue that is not granted is always unsafe, and a granted one counts nothing', () => {
    fc.assert(
      fc.property(fc.array(counted), (issues) => {
        const { score, contributions } = scoreOf(issues);
        const critical = issues.some(({ severity, granted }) => severity === 'critical' && !granted);
        expect(!critical || classOf(score) === 'unsafe').toBe(true);
        expect(issues.every(({ granted }, index) => !granted || contributions[index] === 0)).toBe(true);
      }),
    );
  });

  test.for([
    [0, 'safe'],
    [19, 'safe'],
    [20, 'caution'],
    [59, 'caution'],
    [60, 'unsafe'],
    [100, 'unsafe'],
  ] as const)('%i is %s', ([score, expected]) => {
    expect(classOf(score)).toBe(expected);
  });
});
