import path from 'node:path';
import ts from 'typescript';
import { COMMANDS } from '../../commands/index.ts';
import { SchemaOfType, type Schema } from './schema-of-type.ts';

/**
 * schemas/results/COMMAND.json: what each command prints under --json, made from the type that its run()
 * promises; and error.json, what it prints when it fails. By file.
 */
export function resultSchemas(): Record<string, string> {
  const files = new Map(
    Object.keys(COMMANDS).map((id) => [id, path.resolve('commands', `${id.replaceAll(':', '/')}.ts`)]),
  );
  const errors = path.resolve('src/base/errors.ts');
  const program = ts.createProgram([...files.values(), errors], compilerOptions());
  const checker = program.getTypeChecker();
  const schemas = new SchemaOfType(checker);
  const results = [...files].map(([id, file]) => {
    const result = promisedBy(exported(program, file, 'default'), checker);
    return [`schemas/results/${id.replaceAll(':', '-')}.json`, text(schemas.of(result, id))];
  });
  const report = checker.getDeclaredTypeOfSymbol(exported(program, errors, 'ErrorReport'));
  return Object.fromEntries([...results, ['schemas/results/error.json', text(schemas.of(report, 'error'))]]);
}

function text(schema: Schema): string {
  return JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema });
}

/** X of `async run(): Promise<X>` in the class that `symbol` names. */
function promisedBy(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Type {
  const run = checker.getDeclaredTypeOfSymbol(symbol).getProperty('run');
  const [signature] = run === undefined ? [] : checker.getTypeOfSymbol(run).getCallSignatures();
  const result = signature && checker.getAwaitedType(signature.getReturnType());
  if (result === undefined) throw new Error(`${symbol.getName()} has no run() that promises a result`);
  return result;
}

function exported(program: ts.Program, file: string, name: string): ts.Symbol {
  const source = program.getSourceFile(file);
  const module = source && program.getTypeChecker().getSymbolAtLocation(source);
  const symbol = module?.exports?.get(ts.escapeLeadingUnderscores(name));
  if (symbol === undefined) throw new Error(`${file} does not export ${name}`);
  return symbol;
}

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile('tsconfig.json', (file) => ts.sys.readFile(file));
  return { ...ts.parseJsonConfigFileContent(config, ts.sys, process.cwd()).options, noEmit: true };
}
