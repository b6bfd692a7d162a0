import { posix } from 'node:path';
import ts from 'typescript';

/**
 * How one file reaches another: `value` loads it, `type` is erased, `dynamic` loads it when asked, `url` names it as the
 * entry of a worker or a process, `computed` is a dynamic import whose target cannot be read from the source.
 */
export type ImportKind = 'value' | 'type' | 'dynamic' | 'url' | 'computed';

/** One import found in a file. */
export interface Import {
  readonly from: string;
  readonly line: number;
  readonly kind: ImportKind;
  /** A path from the root for our own files, else the specifier as written (`node:fs`, `zod/v4`). */
  readonly target: string;
}

/** Whether the import stays inside the house. */
export function isOwn(found: Import): boolean {
  return found.target.includes('/') && !found.target.startsWith('node:') && !found.target.startsWith('package:');
}

/** The package of an import from outside (`@serialport/parser-readline`), or null for our own files and for Node. */
export function packageOf(found: Import): string | null {
  if (!found.target.startsWith('package:')) return null;
  const parts = found.target.slice('package:'.length).split('/');
  return parts[0]?.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? null);
}

function resolve(from: string, specifier: string): string {
  const bare = specifier.replace(/\?.*$/, '');
  if (bare.startsWith('.')) return posix.join(posix.dirname(from), bare);
  return bare.startsWith('node:') ? bare : `package:${bare}`;
}

const isImportMetaUrl = (node: ts.Expression | undefined): boolean =>
  node !== undefined &&
  ts.isPropertyAccessExpression(node) &&
  node.name.text === 'url' &&
  ts.isMetaProperty(node.expression);

type Found = readonly [kind: ImportKind, specifier: string];

function readDeclaration(node: ts.Node): Found | null {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const erased = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    return [erased ? 'type' : 'value', node.moduleSpecifier.text];
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    return [node.isTypeOnly ? 'type' : 'value', node.moduleSpecifier.text];
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
    return ['type', node.argument.literal.text];
  }
  return null;
}

function readExpression(node: ts.Node): Found | null {
  if (ts.isCallExpression(node)) {
    const [argument] = node.arguments;
    const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
    const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require';
    if (!isImport && !isRequire) return null;
    if (argument && ts.isStringLiteralLike(argument)) return [isImport ? 'dynamic' : 'value', argument.text];
    return ['computed', argument?.getText() ?? ''];
  }
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'URL') {
    const [argument, base] = node.arguments ?? [];
    if (argument && ts.isStringLiteralLike(argument) && isImportMetaUrl(base)) return ['url', argument.text];
  }
  return null;
}

/** Reads every import of one file: static, re-exported, of a type, dynamic, by `require`, and by `new URL(…, import.meta.url)`. */
export function readImports(path: string, text: string): readonly Import[] {
  const kind = path.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2024, true, kind);
  const imports: Import[] = [];
  const visit = (node: ts.Node): void => {
    const found = readDeclaration(node) ?? readExpression(node);
    if (found !== null) {
      const [how, specifier] = found;
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      const target = how === 'computed' ? specifier : resolve(path, how === 'url' && !specifier.startsWith('.') ? `./${specifier}` : specifier);
      imports.push({ from: path, line, kind: how, target });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return imports;
}
